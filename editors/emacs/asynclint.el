;;; asynclint.el --- Concurrency mistakes in Python and JavaScript  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages, tools, convenience
;; URL: https://github.com/asynclint/asynclint
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; asynclint finds calls that block the event loop, awaits that could run side by side, and
;; promises and tasks that nobody waits for.  Three ways to have it in a buffer:
;;
;; - `asynclint-global-mode': a Flymake backend that runs the program on the buffer's text.
;;   It works beside whatever server eglot or lsp-mode runs there.  With it go the commands
;;   `asynclint-fix', `asynclint-fix-all', `asynclint-explain' and `asynclint-chain'.
;; - eglot: `asynclint-eglot-setup' makes asynclint one more choice of \\[eglot], never in the
;;   place of the main server, and `asynclint-eglot' starts it here.  eglot runs one server in
;;   a buffer; `asynclint-eglot-multiplex' gives a contact that runs both through a multiplexer.
;; - lsp-mode: an add-on client, registered when lsp-mode is loaded; it runs beside the others.
;;
;; In a buffer that asynclint already serves by a protocol, the backend stays silent.

;;; Code:

(require 'cl-lib)
(require 'flymake)
(require 'json)
(require 'seq)
(require 'xref)

(defgroup asynclint nil
  "Concurrency mistakes in Python and JavaScript."
  :group 'tools
  :link '(url-link "https://github.com/asynclint/asynclint"))

(defcustom asynclint-program "asynclint"
  "Name or path of the program."
  :type 'string
  :risky t)

(defcustom asynclint-min-severity "hint"
  "Findings below this severity are not shown."
  :type '(choice (const "error") (const "warning") (const "information") (const "hint"))
  :safe #'stringp)

(defcustom asynclint-arguments nil
  "More arguments for `asynclint check', such as (\"--ignore\" \"await-in-loop\")."
  :type '(repeat string)
  :risky t)

(defcustom asynclint-fix-on-save nil
  "Whether `asynclint-mode' applies the safe fixes before a buffer is saved."
  :type 'boolean
  :safe #'booleanp)

(defcustom asynclint-modes
  '((python-mode "py" "python") (python-ts-mode "py" "python")
    (js-mode "js" "javascript") (js-ts-mode "js" "javascript") (js2-mode "js" "javascript")
    (js-jsx-mode "jsx" "javascriptreact") (rjsx-mode "jsx" "javascriptreact")
    (typescript-mode "ts" "typescript") (typescript-ts-mode "ts" "typescript")
    (tsx-ts-mode "tsx" "typescriptreact"))
  "What asynclint reads: (MODE EXTENSION LANGUAGE-ID).
The extension is that of buffers whose file has none that asynclint knows."
  :type '(repeat (list symbol string string)))

(defconst asynclint--extensions
  '("py" "pyi" "pyw" "js" "mjs" "cjs" "jsx" "ts" "mts" "cts" "tsx")
  "Extensions by which the program tells the language.")

(defun asynclint--mode ()
  "The entry of `asynclint-modes' for this buffer, or nil."
  (seq-find (lambda (entry) (derived-mode-p (car entry))) asynclint-modes))

;;; Running the program

(defun asynclint--name ()
  "The absolute file name that the program is given for this buffer's text."
  (let ((name (expand-file-name (or buffer-file-name "untitled")))
        (extension (cadr (asynclint--mode))))
    (if (or (not extension) (member (file-name-extension name) asynclint--extensions))
        name
      (concat name "." extension))))

(defun asynclint--start (arguments done)
  "Run `asynclint check' with ARGUMENTS on this buffer's text.
DONE is called with the process and the buffers of its output and its
messages, which are killed afterwards.  Return the process."
  (when (file-remote-p default-directory)
    (user-error "Asynclint does not check remote files"))
  (let* ((output (generate-new-buffer " *asynclint*" t))
         (messages (generate-new-buffer " *asynclint-messages*" t))
         (pipe (make-pipe-process :name "asynclint-messages" :buffer messages :noquery t
                                  :coding 'utf-8 :sentinel #'ignore))
         (finish
          (lambda (process _event)
            (unless (process-live-p process)
              (while (accept-process-output pipe 0.01))
              (delete-process pipe)
              (unwind-protect
                  (funcall done process output messages)
                (kill-buffer output)
                (kill-buffer messages)))))
         (command `(,asynclint-program "check" ,@arguments ,@asynclint-arguments
                                       "--stdin-filename" ,(asynclint--name) "-"))
         process)
    (condition-case problem
        (setq process (make-process :name "asynclint" :buffer output :stderr pipe :noquery t
                                    :connection-type 'pipe :coding 'utf-8-unix
                                    :command command :sentinel finish))
      (error
       (delete-process pipe)
       (kill-buffer output)
       (kill-buffer messages)
       (signal (car problem) (cdr problem))))
    (save-restriction
      (widen)
      ;; It may end before it has read everything, as for an option it does not know.
      (ignore-errors
        (process-send-region process (point-min) (point-max))
        (process-send-eof process)))
    process))

(defvar asynclint--complaint nil
  "What the program last complained about, such as a key of a configuration.")

(defun asynclint--failure (process output messages)
  "What kept PROCESS from giving OUTPUT, by its MESSAGES; nil when nothing did.
With an output, its complaints are about a configuration, and shown once."
  (let ((status (process-exit-status process))
        (complaint (with-current-buffer messages (string-trim (buffer-string)))))
    (cond ((or (eq (process-status process) 'signal)
               (not (or (memq status '(0 1)) (> (buffer-size output) 0))))
           (format "%s ended with status %d: %s" asynclint-program status complaint))
          ((memq status '(0 1)) (setq asynclint--complaint nil))
          ((not (equal complaint asynclint--complaint))
           (setq asynclint--complaint complaint)
           (message "%s" complaint)
           nil))))

(defun asynclint--read (buffer)
  "The findings in BUFFER, the program's output: alists."
  (with-current-buffer buffer
    (goto-char (point-min))
    (alist-get 'findings
               (if (json-available-p)
                   (json-parse-buffer :object-type 'alist :array-type 'list
                                      :null-object nil :false-object nil)
                 (let ((json-array-type 'list) (json-false nil)) (json-read))))))

(defun asynclint--run (arguments use)
  "Run `asynclint check' with ARGUMENTS and wait; give its output buffer to USE."
  (let (value failure over)
    (asynclint--start arguments
                      (lambda (process output messages)
                        (setq failure (asynclint--failure process output messages)
                              over t)
                        (unless failure (setq value (funcall use output)))))
    (while (not over)
      (accept-process-output nil 0.05))
    (when failure (user-error "%s" failure))
    value))

(defun asynclint--findings ()
  "The findings in this buffer as it is now."
  (asynclint--run `("--format" "json" "--min-severity" ,asynclint-min-severity)
                  #'asynclint--read))

;;; Places: the program counts lines and columns of code points from 1, and bytes from 0

(defun asynclint--position (line column)
  "The position of COLUMN in LINE of the whole buffer."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (1- line))
      (min (+ (point) column -1) (line-end-position)))))

(defun asynclint--region (finding)
  "The places (BEGINNING . END) of FINDING."
  (let-alist finding
    (let ((begin (asynclint--position .line .column)))
      (cons begin (max begin (asynclint--position .end_line .end_column))))))

(defun asynclint--byte-position (byte)
  "The position before BYTE of the text as the program read it."
  (filepos-to-bufferpos byte 'exact 'utf-8-unix))

;;; Flymake

(defvar-local asynclint--process nil
  "The process that checks this buffer.")

(defun asynclint--served-p ()
  "Whether eglot or lsp-mode has asynclint as a server of this buffer."
  (ignore-errors
    (or (and (fboundp 'eglot-current-server)
             (fboundp 'eglot--server-info)
             (let ((server (eglot-current-server)))
               (and server (equal "asynclint" (plist-get (eglot--server-info server) :name)))))
        (and (bound-and-true-p lsp-mode)
             (fboundp 'lsp-find-workspace)
             (lsp-find-workspace 'asynclint nil)))))

(defun asynclint--type (severity)
  "Flymake's type for SEVERITY."
  (pcase severity ("error" :error) ("warning" :warning) (_ :note)))

(defun asynclint--diagnostic (finding)
  "FINDING as a diagnostic of Flymake."
  (let-alist finding
    (let ((region (asynclint--region finding)))
      (flymake-make-diagnostic (current-buffer) (car region)
                               (max (cdr region) (min (1+ (car region)) (point-max)))
                               (asynclint--type .severity)
                               (format "asynclint [%s]: %s" .rule .message)
                               finding))))

(defun asynclint--report (process output messages report)
  "Tell Flymake by REPORT what PROCESS found, from the buffers OUTPUT and MESSAGES."
  (let ((failure (asynclint--failure process output messages)))
    (if failure
        (funcall report :panic :explanation failure)
      (funcall report
               (save-restriction
                 (widen)
                 (mapcar #'asynclint--diagnostic (asynclint--read output)))))))

;;;###autoload
(defun asynclint-flymake (report &rest _arguments)
  "A backend for `flymake-diagnostic-functions', which gives it REPORT."
  (when (process-live-p asynclint--process)
    (kill-process asynclint--process))
  (setq asynclint--process nil) ; what it still says is of an older text
  (unless (executable-find asynclint-program)
    (error "There is no program %s; see `asynclint-program'" asynclint-program))
  (if (asynclint--served-p)
      (funcall report nil)
    (let ((buffer (current-buffer)))
      (setq asynclint--process
            (asynclint--start
             `("--format" "json" "--min-severity" ,asynclint-min-severity)
             (lambda (process output messages)
               (when (buffer-live-p buffer)
                 (with-current-buffer buffer
                   ;; Else a later one is on its way, or will be.
                   (when (and (eq process asynclint--process)
                              (eq (process-status process) 'exit))
                     (asynclint--report process output messages report))))))))))

(defun asynclint--join-flymake ()
  "Take part in Flymake in this buffer, also after eglot took it over."
  (when (bound-and-true-p asynclint-mode)
    (add-hook 'flymake-diagnostic-functions #'asynclint-flymake nil t)))

(defun asynclint--before-save ()
  "Obey `asynclint-fix-on-save'; never keep a buffer from being saved."
  (when asynclint-fix-on-save
    (with-demoted-errors "asynclint: %S" (asynclint-fix-all))))

;;;###autoload
(define-minor-mode asynclint-mode
  "Show what asynclint finds in this buffer, by Flymake."
  :lighter nil
  :keymap (make-sparse-keymap)
  (if asynclint-mode
      (progn
        (asynclint--join-flymake)
        (add-hook 'eglot-managed-mode-hook #'asynclint--join-flymake)
        (add-hook 'before-save-hook #'asynclint--before-save nil t)
        (if flymake-mode (flymake-start) (flymake-mode 1)))
    (remove-hook 'flymake-diagnostic-functions #'asynclint-flymake t)
    (remove-hook 'before-save-hook #'asynclint--before-save t)
    (when flymake-mode (flymake-start))))

(defun asynclint--turn-on ()
  "Turn `asynclint-mode' on in files of `asynclint-modes'."
  (when (and buffer-file-name
             (not (file-remote-p default-directory))
             (asynclint--mode))
    (asynclint-mode 1)))

;;;###autoload
(define-globalized-minor-mode asynclint-global-mode asynclint-mode asynclint--turn-on
  :group 'asynclint)

;;; Commands

(defun asynclint--at-point ()
  "The findings at point; where there is none, those of its line."
  (let* ((findings (asynclint--findings))
         (place (point))
         (touching (lambda (begin end)
                     (seq-filter (lambda (finding)
                                   (let ((region (asynclint--region finding)))
                                     (and (<= (car region) end) (>= (cdr region) begin))))
                                 findings))))
    (or (funcall touching place place)
        (funcall touching (line-beginning-position) (line-end-position))
        (user-error "Asynclint finds nothing here"))))

(defun asynclint--choose (prompt choices)
  "Ask by PROMPT which of CHOICES, (TITLE . VALUE), is meant, if there are two."
  (if (cdr choices)
      (cdr (assoc (completing-read prompt choices nil t nil nil (caar choices)) choices))
    (cdar choices)))

(defun asynclint--apply (edits)
  "Make EDITS in this buffer, as one change to undo."
  (let ((places (mapcar (lambda (edit)
                          (let-alist edit
                            (list (copy-marker (asynclint--byte-position .start_byte))
                                  (copy-marker (asynclint--byte-position .end_byte))
                                  (string-replace "\r\n" "\n" .text))))
                        edits)))
    (atomic-change-group
      (save-excursion
        (save-restriction
          (widen)
          (pcase-dolist (`(,begin ,end ,text) (reverse places)) ; from the end of the text
            (goto-char begin)
            (delete-region begin end)
            (insert text)
            (set-marker begin nil)
            (set-marker end nil)))))))

(defun asynclint--other-file-p (fix)
  "Whether FIX edits another file than this buffer's."
  (let ((name (asynclint--name)))
    (seq-some (lambda (edit) (not (equal name (expand-file-name (alist-get 'path edit)))))
              (alist-get 'edits fix))))

;;;###autoload
(defun asynclint-fix ()
  "Apply a fix of a finding at point, or in its line.
Where there are several, ask which; the safe and preferred ones come first."
  (interactive "*")
  (let* ((findings (asynclint--at-point))
         (fixes (seq-remove #'asynclint--other-file-p
                            (seq-mapcat (lambda (finding) (alist-get 'fixes finding)) findings)))
         (choices (mapcar (lambda (fix)
                            (let-alist fix
                              (cons (concat .title (unless .safe " (may change what it does)"))
                                    fix)))
                          (seq-sort-by (lambda (fix)
                                         (let-alist fix (if .preferred (if .safe 0 1) 2)))
                                       #'< fixes))))
    (unless choices
      (user-error "No fix here; `asynclint-explain' says what to do"))
    (asynclint--apply (alist-get 'edits (asynclint--choose "Fix: " choices)))))

;;;###autoload
(defun asynclint-fix-all ()
  "Apply the safe fixes of all findings in this buffer that are warnings or errors."
  (interactive "*")
  (let ((buffer (current-buffer)))
    (asynclint--run '("--fix" "--quiet")
                    (lambda (output)
                      (with-current-buffer buffer
                        (save-restriction
                          (widen)
                          (replace-buffer-contents output)))))))

;;;###autoload
(defun asynclint-explain (rule)
  "Show the documentation of RULE; interactively, of a finding's here."
  (interactive
   (list (let ((rules (delete-dups (mapcar (lambda (finding) (alist-get 'rule finding))
                                           (asynclint--at-point)))))
           (asynclint--choose "Rule: " (mapcar (lambda (rule) (cons rule rule)) rules)))))
  (let ((program asynclint-program))
    (with-help-window "*asynclint*"
      (with-current-buffer standard-output
        (unless (eq 0 (call-process program nil t nil "explain" rule))
          (insert (format "\n%s knows no rule %s\n" program rule)))))))

;;;###autoload
(defun asynclint-chain ()
  "Show the other places of a finding here: how the program gets there."
  (interactive)
  (let* ((findings (seq-filter (lambda (finding) (alist-get 'related finding))
                               (asynclint--at-point)))
         (finding (asynclint--choose
                   "Finding: "
                   (mapcar (lambda (finding) (cons (alist-get 'message finding) finding))
                           findings))))
    (unless finding
      (user-error "This finding has no other places"))
    (let ((places (mapcar (lambda (step)
                            (let-alist step
                              (xref-make .message (xref-make-file-location
                                                   (expand-file-name .path) .line (1- .column)))))
                          (alist-get 'related finding))))
      (xref-show-xrefs (lambda () places) nil))))

;;; Protocol clients

(autoload 'asynclint-eglot "asynclint-clients" nil t)
(autoload 'asynclint-eglot-multiplex "asynclint-clients")
(autoload 'asynclint-eglot-setup "asynclint-clients")

(provide 'asynclint) ; here, as the clients require it, and lsp-mode may be loaded already

(with-eval-after-load 'lsp-mode
  (require 'asynclint-clients))

;;; asynclint.el ends here
