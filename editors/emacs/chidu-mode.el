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

(defconst chidu-mode-properties
  '("发布" "施行" "废止" "版本" "对象" "周期" "修约" "缺项" "可为负分" "本数" "总分最高")
  "What a rulebook says of itself, each before a colon.")

(defconst chidu-mode-blocks
  '("加分项" "扣分项" "一票否决" "等级" "不予考评" "年度结果" "评价主体" "数据" "说明" "示例")
  "The names of blocks.")

(defconst chidu-mode-font-lock-keywords
  `((,(concat "^[ \t]*" (regexp-opt chidu-mode-properties) "[ \t]*[:：]") . font-lock-constant-face)
    (,(concat "^[ \t]*" (regexp-opt chidu-mode-blocks) "\\(?:[ \t:：]\\|$\\)") . font-lock-keyword-face)
    ("《[^》\n]*》" . font-lock-function-name-face)
    ("不得分\\|得满分\\|扣完为止\\|\\(?:最多\\)?[扣加得][ \t]*[0-9０-９.]+[ \t]*分" . font-lock-keyword-face)
    ("\\(?:^\\|[ \t]\\)#[^# \t\n]+" . font-lock-preprocessor-face))
  "Colours of what is known without the server.")

;;;###autoload
(define-derived-mode chidu-mode text-mode "Chidu"
  "Major mode for rulebooks of Chidu."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "//+ *")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2)
  (setq-local font-lock-defaults '(chidu-mode-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.chidu\\'" . chidu-mode))

;; The server has a buffer formatted when it is saved; take the option away to keep it as typed.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(chidu-mode . ("chidu" "lsp" "--stdio" :initializationOptions (:formatOnSave t)))))

(provide 'chidu-mode)

;;; chidu-mode.el ends here
