;;; mend.el --- Drives Emacs with the editor setup of this repository  -*- lexical-binding: t; -*-

;;; Commentary:

;; A rulebook with a wrong total is reported, mended by the fix that is offered, formatted, an entry renamed, and nothing is reported any
;; more.  Ends with status 1 and a sentence where anything is otherwise.
;;
;; emacs -q --batch -l mend.el EDITOR_SETUP CHIDU RULEBOOK

;;; Code:

(defconst mend-patience 20 "Seconds that any one thing may take.")

(pcase-let ((`(,setup ,chidu ,rulebook) command-line-args-left))
  (setq command-line-args-left nil)
  (defconst mend-setup setup)
  (defconst mend-chidu chidu)
  (defconst mend-rulebook rulebook))

(defun mend-fail (&rest words)
  "End with a sentence made of WORDS."
  (princ (concat "FAILED: " (apply #'format words) "\n"))
  (kill-emacs 1))

(defun mend-told ()
  "What the server says of the buffer, as strings."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun mend-wait (what condition)
  "Wait for WHAT, until CONDITION holds."
  (with-timeout (mend-patience (mend-fail "waited in vain for %s; diagnostics: %S\n%s" what (mend-told) (buffer-string)))
    (while (not (funcall condition))
      ;; Edits leave when Emacs is idle, which it never is in batch.
      (eglot--signal-textDocument/didChange)
      (accept-process-output nil 0.05)))
  (princ (format "seen: %s\n" what)))

(defun mend-says (words)
  "Whether a diagnostic contains WORDS."
  (seq-some (lambda (told) (string-match-p (regexp-quote words) told)) (mend-told)))

(defun mend-before (words)
  "Put point before WORDS."
  (goto-char (point-min))
  (unless (search-forward words nil t) (mend-fail "no %s in\n%s" words (buffer-string)))
  (goto-char (match-beginning 0)))

(prefer-coding-system 'utf-8)
(add-to-list 'load-path mend-setup)
;; Debian keeps Eglot for Emacs 28 among its packages; later ones bring it.
(unless (require 'eglot nil t)
  (package-initialize)
  (unless (require 'eglot nil t)
    (princ "no Eglot\n")
    (kill-emacs 77)))
(require 'flymake)
(require 'chidu-mode)
(setq eglot-sync-connect mend-patience
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil
      auto-save-default nil)
;; The setup's own line, with the program of this build and messages in English.
(let ((contact (assoc 'chidu-mode eglot-server-programs)))
  (unless (equal (cdr contact) '("chidu" "lsp" "--stdio" :initializationOptions (:formatOnSave t))) (mend-fail "the setup starts %S" contact))
  (setcdr contact (list mend-chidu "lsp" "--stdio" "--lang" "en" :initializationOptions '(:formatOnSave t))))

(find-file mend-rulebook)
(unless (eq major-mode 'chidu-mode) (mend-fail "the mode is %s" major-mode))
(call-interactively #'eglot)
(mend-wait "the server" #'eglot-managed-p)
(flymake-mode 1)

(mend-wait "the wrong total" (lambda () (mend-says "states 12 points")))
(mend-before "12分")
(eglot-code-actions (point) (point) "quickfix" t)
(unless (save-excursion (goto-char (point-min)) (search-forward "礼仪 10分" nil t)) (mend-fail "not mended:\n%s" (buffer-string)))
(mend-wait "no diagnostic" (lambda () (null (flymake-diagnostics))))

(eglot-format-buffer)
(mend-before "超过10分钟的, 每次扣2分")
(princ "seen: one space where there were three\n")
(search-forward "分钟的,")
(insert "  ")
(save-buffer)
(mend-before "超过10分钟的, 每次扣2分")
(princ "seen: formatted when saved\n")

(font-lock-ensure)
(dolist (coloured '(("对象" . font-lock-constant-face) ("等级" . font-lock-keyword-face) ("扣1分" . font-lock-keyword-face)))
  (mend-before (car coloured))
  (unless (eq (get-text-property (point) 'face) (cdr coloured)) (mend-fail "%s has no colour" (car coloured))))

(mend-before "服务态度")
(eglot-rename "服务礼貌")
(mend-before "应得: 服务礼貌")
(goto-char (point-min))
(when (search-forward "服务态度" nil t) (mend-fail "the old name is still there:\n%s" (buffer-string)))
(mend-wait "no diagnostic after the rename" (lambda () (null (flymake-diagnostics))))
(save-buffer)

(let ((process (jsonrpc--process (eglot-current-server))))
  (eglot-shutdown (eglot-current-server))
  (when (process-live-p process) (mend-fail "the server lives on")))
(princ "seen: the end of the server\n")
(kill-emacs 0)

;;; mend.el ends here
