;;; ways.el --- the three ways in which asynclint is in an Emacs buffer  -*- lexical-binding: t -*-
;; What tour.el does, once for each: TOUR_WAY picks the functions, `way-ACTION-WAY' behind `way-ACTION'.
(require 'cl-lib)

(defvar eglot-server-programs)
(defvar eglot-workspace-configuration)
(defvar eglot-sync-connect)
(defvar eglot-autoreconnect)
(defvar eglot-confirm-server-initiated-edits)
(defvar eglot-events-buffer-size)

(defmacro define-way (action &optional arguments)
  "Define `way-ACTION', which calls that of the way that is taken."
  `(defun ,(intern (format "way-%s" action)) ,arguments
     (funcall (intern (format "way-%s-%s" ',action (getenv "TOUR_WAY"))) ,@arguments)))
(define-way before)
(define-way open)
(define-way refresh)
(define-way diagnostics) ; (TEXT . PLACE)
(define-way hover)
(define-way fix)
(define-way kill)
(define-way configure (rule))
(define-way close)

(defun write-configuration (rule)
  "Switch RULE off in a file beside the visited one."
  (let ((coding-system-for-write 'utf-8))
    (write-region (format "{\"rules\": {%S: \"off\"}}" rule) nil
                  (expand-file-name "asynclint.json" (file-name-directory (getenv "TOUR_FILE"))) nil 'quiet)))

;;; eglot with asynclint as the server

(defun way-before-eglot ()
  (require 'eglot)
  (setq eglot-sync-connect 20 eglot-autoreconnect t eglot-confirm-server-initiated-edits nil))

(defun way-open-eglot ()
  (asynclint-eglot))

(defun way-refresh-eglot ()
  "What idle timers do for users; batch is never idle."
  (when (eglot-current-server)
    (eglot--signal-textDocument/didChange))
  (flymake-start))

(defun way-diagnostics-eglot ()
  (mapcar (lambda (d) (cons (flymake-diagnostic-text d) (flymake-diagnostic-beg d)))
          (flymake-diagnostics (point-min) (point-max))))

(defvar way-said nil "What the last hover said.")

(defun way-hover-eglot ()
  (eglot-hover-eldoc-function (lambda (said &rest _) (when said (setq way-said (format "%s" said)))))
  way-said)

(defun way-fix-eglot ()
  (call-interactively #'eglot-code-actions))

(defun way-kill-eglot ()
  (let ((server (eglot-current-server)))
    (signal-process (jsonrpc--process server) 9)
    (tour-wait "another server" (lambda () (and (eglot-current-server)
                                                (not (eq server (eglot-current-server))))))))

(defun way-configure-eglot (rule)
  (setq-default eglot-workspace-configuration
                `(:asynclint (:rules (,(intern (concat ":" rule)) "off"))))
  (eglot-signal-didChangeConfiguration (eglot-current-server)))

(defun way-close-eglot ()
  (maphash (lambda (_project servers)
             (dolist (server servers)
               (condition-case nil
                   (eglot-shutdown server nil 5 t)
                 (cl-assertion-failed nil)))) ; eglot 1.17 after a reconnection: a tracker is not known
           eglot--servers-by-project))

;;; Flymake, while eglot runs another server

(defun way-before-beside ()
  (way-before-eglot)
  (setq eglot-server-programs
        `(((python-mode js-mode) . ("node" ,(getenv "TOUR_SECOND"))))))

(defun way-open-beside ()
  (unless asynclint-mode (error "asynclint-global-mode did not turn the mode on"))
  (apply #'eglot--connect (eglot--guess-contact)) ; M-x eglot, without its prompt
  (unless (equal "second" (plist-get (eglot--server-info (eglot-current-server)) :name))
    (error "asynclint took the place of the main server")))

(defvar way-tick nil "The state of the buffer that was last checked.")

(defun way-refresh-beside ()
  "As users' timers do, and not before the check that runs has ended."
  (when (eglot-current-server)
    (eglot--signal-textDocument/didChange))
  (unless (process-live-p asynclint--process)
    (flymake-start)))

(defalias 'way-diagnostics-beside #'way-diagnostics-eglot)

(defun way-hover-beside ()
  (asynclint-explain (getenv "TOUR_RULE"))
  (with-current-buffer "*asynclint*" (buffer-string)))

(defun way-fix-beside ()
  (call-interactively #'asynclint-fix))

(defun way-kill-beside ()
  (flymake-start)
  (signal-process asynclint--process 9)
  (tour-wait "the end of the check" (lambda () (not (process-live-p asynclint--process)))))

(defun way-configure-beside (rule)
  (write-configuration rule))

(defalias 'way-close-beside #'way-close-eglot)

;;; lsp-mode

(defvar lsp-diagnostics-provider)

(defun way-before-lsp-mode ()
  (require 'lsp-mode)
  (require 'lsp-diagnostics)
  (setq lsp-auto-guess-root t lsp-restart 'auto-restart lsp-enable-snippet nil
        lsp-diagnostics-provider :flymake lsp-enable-file-watchers nil
        lsp-headerline-breadcrumb-enable nil lsp-modeline-diagnostics-enable nil
        lsp-modeline-code-actions-enable nil lsp-session-file (concat (getenv "TOUR_FILE") ".session"))
  (lsp-register-client
   (make-lsp-client :server-id 'second :priority 9 :major-modes '(python-mode js-mode)
                    :new-connection (lsp-stdio-connection (list "node" (getenv "TOUR_SECOND"))))))

(defun way-open-lsp-mode ()
  (lsp)
  (tour-wait "both servers"
             (lambda () (equal '(asynclint second)
                               (sort (mapcar (lambda (w) (lsp--client-server-id (lsp--workspace-client w)))
                                             (lsp-workspaces))
                                     #'string<)))))

(defun way-refresh-lsp-mode ())

(defun way-diagnostics-lsp-mode ()
  "From lsp-mode itself: its text in Flymake is without the rule."
  (mapcar (lambda (d)
            (cons (format "%s %s" (lsp:diagnostic-code? d) (lsp:diagnostic-message d))
                  (lsp--position-to-point (lsp:range-start (lsp:diagnostic-range d)))))
          (gethash (getenv "TOUR_FILE") (lsp-diagnostics))))

(defun way-hover-lsp-mode ()
  (let ((lsp--cur-workspace (lsp-find-workspace 'asynclint nil)))
    (format "%s" (lsp-request "textDocument/hover" (lsp--text-document-position-params)))))

(defun way-fix-lsp-mode ()
  (lsp-execute-code-action (lsp-seq-first (lsp-code-actions-at-point))))

(defun way-kill-lsp-mode ()
  (let ((workspace (lsp-find-workspace 'asynclint nil)))
    (signal-process (lsp--workspace-cmd-proc workspace) 9)
    (tour-wait "another server" (lambda () (let ((now (lsp-find-workspace 'asynclint nil)))
                                             (and now (not (eq now workspace))))))))

(defun way-configure-lsp-mode (rule)
  (lsp-register-custom-settings `((,(format "asynclint.rules.%s" rule) "off")))
  (with-lsp-workspace (lsp-find-workspace 'asynclint nil)
    (lsp--set-configuration (lsp-configuration-section "asynclint"))))

(defun way-close-lsp-mode ())
