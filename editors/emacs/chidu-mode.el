;;; chidu-mode.el --- Scoring rubrics that run  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "27.1") (eglot "1.9"))

;;; Commentary:

;; Rulebooks of Chidu, with the language server `chidu lsp' through Eglot.

;;; Code:

(defvar chidu-mode-syntax-table
  (let ((table (make-syntax-table text-mode-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    table)
  "Comments begin with two slashes.")

;;;###autoload
(define-derived-mode chidu-mode text-mode "Chidu"
  "Major mode for rulebooks of Chidu."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "//+ *")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.chidu\\'" . chidu-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(chidu-mode . ("chidu" "lsp" "--stdio"))))

(provide 'chidu-mode)

;;; chidu-mode.el ends here
