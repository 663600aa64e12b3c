;;; hearsay.el --- Quotes, claims and accusations in news texts -*- lexical-binding: t -*-

;; SPDX-License-Identifier: MIT
;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: text, tools

;;; Commentary:

;; Lights up who is quoted, what is worth checking, who accuses whom and who answers, while a
;; text is written.  Eglot speaks to the language server "hearsay lsp"; highlights are overlays,
;; from what the server tells of each version.
;;
;;     (require 'hearsay)
;;     (add-hook 'text-mode-hook #'eglot-ensure)

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'seq)

(defgroup hearsay nil "Quotes, claims and accusations in news texts."
  :group 'text :prefix "hearsay-")

(defcustom hearsay-command '("hearsay" "lsp")
  "The language server: a program and its arguments."
  :type '(repeat string))

(defface hearsay-quote
  '((((background light)) :background "#cdebd2") (t :background "#1d4a2b"))
  "What is quoted word for word.")
(defface hearsay-mixed-quote
  '((((background light)) :background "#d9efdc") (t :background "#1d4028"))
  "What is quoted partly word for word.")
(defface hearsay-indirect-quote
  '((((background light)) :background "#e8f5e8") (t :background "#1c3122"))
  "What is told in other words.")
(defface hearsay-accusation
  '((((background light)) :background "#fbd3d0") (t :background "#5c2424"))
  "What somebody is accused of.")
(defface hearsay-answer
  '((((background light)) :background "#e7d8f6") (t :background "#44305c"))
  "Denials, counters and admissions.")
(defface hearsay-claim
  '((((background light)) :underline "#b26a00") (t :underline "#e0a348"))
  "What is worth checking.")
(defface hearsay-speaker
  '((((background light)) :foreground "#005f87" :weight bold)
    (t :foreground "#7cc7ec" :weight bold))
  "The words that name a speaker.")

;;; The server

(defclass hearsay-server (eglot-lsp-server) ()
  :documentation "Hearsay, which tells of what it finds by notifications of its own.")

(cl-defmethod eglot-initialization-options ((_server hearsay-server))
  "Ask for the annotations of each version."
  '(:didAnnotate t))

(defun hearsay--contact (_interactive)
  "Return the class and the command of the server, for Eglot."
  (cons 'hearsay-server hearsay-command))

(add-to-list 'eglot-server-programs
             '(((markdown-mode :language-id "markdown") (gfm-mode :language-id "markdown")
                (mhtml-mode :language-id "html") (html-mode :language-id "html")
                (text-mode :language-id "plaintext"))
               . hearsay--contact))

;;; Highlights

(defvar-local hearsay--annotations nil "The newest annotations of the buffer: a list.")

(defun hearsay--region (range)
  "RANGE of the protocol as (BEGINNING . END) in the current buffer."
  (if (fboundp 'eglot-range-region) (eglot-range-region range)
    (with-no-warnings (eglot--range-region range)))) ; Emacs 29

(defun hearsay--name (party)
  "The name of PARTY, for people."
  (cond ((null party) "somebody")
        ((plist-get party :name))
        (t "the text")))

(defun hearsay--places (one)
  "What ONE annotation lights up: a list of (FACE PRIORITY RANGE...)."
  (pcase (plist-get one :kind)
    ("quote"
     (list (cl-list* (pcase (plist-get one :form)
                       ((or "direct" "block") 'hearsay-quote)
                       ("mixed" 'hearsay-mixed-quote)
                       (_ 'hearsay-indirect-quote))
                     10 (append (plist-get one :content) nil))
           (list 'hearsay-speaker 20 (plist-get one :source))))
    ("accusation" (list (list 'hearsay-accusation 40 (plist-get one :charge))))
    ("answer" (list (list 'hearsay-answer 30 (plist-get one :text))))
    ("claim" (list (list 'hearsay-claim 50 (plist-get one :span))))))

(defun hearsay--light (face priority range)
  "Put FACE over RANGE, above what has a lower PRIORITY."
  (when range
    (pcase-let* ((`(,beginning . ,end) (hearsay--region range))
                 (overlay (make-overlay beginning end)))
      (overlay-put overlay 'hearsay t)
      (overlay-put overlay 'face face)
      (overlay-put overlay 'priority priority)
      (overlay-put overlay 'evaporate t))))

(defun hearsay--show ()
  "Light up the annotations of the current buffer."
  (save-restriction
    (widen)
    (remove-overlays nil nil 'hearsay t)
    (dolist (one hearsay--annotations)
      (pcase-dolist (`(,face ,priority . ,ranges) (hearsay--places one))
        (dolist (range ranges) (hearsay--light face priority range))))))

(defun hearsay--in-step (version)
  "Whether VERSION is that of the buffer as it is now."
  (or (not (boundp 'eglot--versioned-identifier))
      (eql version (symbol-value 'eglot--versioned-identifier))))

(cl-defmethod eglot-handle-notification
  ((_server hearsay-server) (_method (eql hearsay/didAnnotate))
   &key uri version annotations &allow-other-keys)
  "Show ANNOTATIONS of the document at URI, unless a newer VERSION is being read."
  (when-let* ((path (if (fboundp 'eglot-uri-to-path) (eglot-uri-to-path uri)
                      (with-no-warnings (eglot--uri-to-path uri)))) ; Emacs 29
              (buffer (find-buffer-visiting path)))
    (with-current-buffer buffer
      (when (hearsay--in-step version)
        (setq hearsay--annotations (append annotations nil))
        (hearsay--show)))))

(defun hearsay--clear ()
  "Put the lights out where the server has left the buffer."
  (unless (eglot-managed-p)
    (setq hearsay--annotations nil)
    (remove-overlays nil nil 'hearsay t)))

(add-hook 'eglot-managed-mode-hook #'hearsay--clear)

;;; The card at the cursor

;; Eglot shows the first line of a card in the echo area: the form of a quote, but not who said it.

(defun hearsay--echo (card)
  "CARD on one line that fits the echo area."
  (let ((lines (seq-filter (lambda (line) (string-match-p "[[:alnum:]]" line))
                           (mapcar #'string-trim (split-string card "\n")))))
    (truncate-string-to-width (string-join lines " · ")
                              (1- (window-width (minibuffer-window))) nil nil t)))

(defun hearsay--eldoc (callback &rest _)
  "Give CALLBACK the card at the cursor, for `eldoc-documentation-functions'."
  (eglot-hover-eldoc-function
   (lambda (card &rest more)
     (apply callback card (if card (plist-put more :echo (hearsay--echo card)) more)))))

(defun hearsay--give-cards ()
  "Let cards stand in the echo area as one line where the server is this one."
  (if (and (eglot-managed-p) (cl-typep (eglot-current-server) 'hearsay-server)
           (memq #'eglot-hover-eldoc-function eldoc-documentation-functions))
      (progn
        (remove-hook 'eldoc-documentation-functions #'eglot-hover-eldoc-function t)
        (add-hook 'eldoc-documentation-functions #'hearsay--eldoc t t))
    (remove-hook 'eldoc-documentation-functions #'hearsay--eldoc t)))

(add-hook 'eglot-managed-mode-hook #'hearsay--give-cards)

;;; Lists

(defun hearsay--describe (one)
  "A line about ONE annotation."
  (pcase (plist-get one :kind)
    ("claim" (format "%.2f %s, %s" (plist-get one :checkworthiness) (plist-get one :type)
                     (hearsay--name (plist-get one :claimant))))
    ("accusation"
     (format "%s against %s%s" (hearsay--name (plist-get one :accuser))
             (if (seq-empty-p (plist-get one :accused)) "somebody"
               (mapconcat #'hearsay--name (plist-get one :accused) ", "))
             (if (seq-empty-p (plist-get one :answers)) ", unanswered" "")))
    ("answer" (format "%s: %s" (hearsay--name (plist-get one :by)) (plist-get one :answer)))
    ("quote" (format "%s (%s)" (hearsay--name (plist-get one :speaker)) (plist-get one :form)))))

(defun hearsay--line (one file)
  "FILE:LINE: what ONE annotation is, and its words."
  (pcase-let ((`(,beginning . ,end) (hearsay--region (plist-get one :span))))
    (format "%s:%d: %s: %s\n" file (line-number-at-pos beginning t) (hearsay--describe one)
            (replace-regexp-in-string "\\s-+" " " (buffer-substring-no-properties beginning end)))))

(defun hearsay-list (kind)
  "List annotations of KIND, \"claim\" for one, with lines that lead to them."
  (interactive
   (list (completing-read "List each: " '("claim" "accusation" "answer" "quote") nil t)))
  (let* ((file (file-name-nondirectory (or buffer-file-name (user-error "No file"))))
         (folder default-directory)
         (found (seq-filter (lambda (one) (equal (plist-get one :kind) kind))
                            hearsay--annotations))
         (lines (mapconcat (lambda (one) (hearsay--line one file)) found "")))
    (with-current-buffer (get-buffer-create "*hearsay*")
      (let ((inhibit-read-only t))
        (setq default-directory folder)
        (erase-buffer)
        (insert (format "Hearsay: each %s in %s\n\n" kind file) lines)
        (goto-char (point-min))
        (grep-mode)
        (setq default-directory folder))
      (display-buffer (current-buffer)))))

(provide 'hearsay)
;;; hearsay.el ends here
