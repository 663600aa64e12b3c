"""An archive's worth of files, and what an archive that holds them says: for tests in which it
moves to another place and has to say the same there.
"""
import json
import os
import tempfile

CHECKS = [
    {'@type': 'ClaimReview', 'url': 'https://checks.example/seaweed', 'datePublished': '2026-02-03',
     'claimReviewed': 'Seaweed doubles the speed of ferries', 'headline': 'No, it does not',
     'itemReviewed': {'@type': 'Claim', 'author': {'name': 'Rolf “Reed” Aune'}},
     'author': {'@type': 'Organization', 'name': 'The Checkers'},
     'reviewRating': {'ratingValue': 1, 'alternateName': 'False'}},
    {'@type': 'ClaimReview', 'url': 'https://checks.example/piers', 'claimReviewed':
     'The harbour board owns 17 piers', 'reviewRating': {'ratingValue': 3}},
    # One review of two claims, and a claim that two have reviewed.
    {'@type': 'ClaimReview', 'url': 'https://checks.example/piers', 'claimReviewed':
     'The harbour board sold the old pier', 'author': {'name': 'Pier Review'}},
    {'@type': 'ClaimReview', 'url': 'https://other.example/9', 'datePublished':
     '2026-02-04T10:00:00Z', 'claimReviewed': 'Seaweed doubles the speed of ferries',
     'publisher': {'name': 'Ocean\\Facts'}, 'reviewRating': {'alternateName': 'Mostly "true"'}},
    {'@type': 'ClaimReview', 'claimReviewed': 'Gulls can count to nine'},  # named by its file
]
FILES = {
    'varga.txt': 'Harbour board\n\n“We will not sell the old pier, and we never said we would do '
                 'so,” Ines Varga told reporters on Tuesday. The harbour board owns 14 piers and '
                 'earned 35 million crowns from them last year.\n',
    'ferry.md': '# Late ferry\n\nThe ferry to *Oster* will not sail this winter.\r\n\r\n> We do '
                'what we can.\n',
    'page.html': '<html><head><title>Lamps</title><meta name="author" content="Ana Ruiz"><meta '
                 'property="article:published_time" content="2026-03-14T08:00:00Z"><link '
                 'rel="canonical" href="https://tideway.example/lamps"></head><body><p>“The lamps '
                 'come in May,” said Ben Ode.</p></body></html>',
    'mail.eml': 'From: Ada <ada@example.org>\nSubject: Boats\nDate: Mon, 2 Mar 2026 10:00:00 +0100'
                '\n\n“No boat left,” Ada Lund said.\n',
    # A byte that JSON has no letter for, behind what tells a text from a program.
    'log.txt': 'The log of the harbour. ' * 200 + '\0\n\x1b[1mA line \\ more\u2028.\n',
    'checks.json': json.dumps(CHECKS),
}
DRAFT = ('“We will sell the old pier, and we never said we would do so,” Ines Varga said.\n\n'
         'Seaweed doubles the speed of ferries, engineers have found.\n\n'
         'The harbour board owns 17 piers and earned 35 million crowns from them last year.\n')
QUESTIONS = 'old pier\nspeed of ferries seaweed\nharbour board piers\ngulls count to nine\nlamps\n'


def write_files(folder):
    for name, content in FILES.items():
        with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as file:
            file.write(content)


def lines_of(text):
    """As they can be compared: ids are given as things come, and order goes by them."""
    values = [json.loads(line) for line in text.split('\n') if line]
    return sorted(json.dumps({key: value for key, value in one.items() if key != 'id'},
                             sort_keys=True) for one in values)


def what_it_says(hearsay):
    """All that the archive holds, finds and says of a draft; hearsay gives what a command prints."""
    with tempfile.TemporaryDirectory() as folder:
        draft = os.path.join(folder, 'draft.txt')
        with open(draft, 'w', encoding='utf-8') as file:
            file.write(DRAFT)
        said = json.loads(hearsay('annotate', '--json', '--claim-threshold=0', draft))
    found = hearsay('search', '--json', '--queries=-', input=QUESTIONS)
    return {'holds': lines_of(hearsay('archive', 'export')),
            'finds': [sorted(json.dumps(hit, sort_keys=True) for hit in json.loads(line)['hits'])
                      for line in found.splitlines()],
            'says': [one.get('verification') for one in said['annotations']]}
