;;; asynclint-clients.el --- asynclint as a server of eglot and lsp-mode  -*- lexical-binding: t -*-

;; URL: https://github.com/asynclint/asynclint
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Part of asynclint.el, which loads it when it is wanted.  eglot has one server in a buffer, so
;; asynclint is offered beside the main one's entry and never in its place; lsp-mode has many.

;;; Code:

(require 'asynclint)
(require 'seq)

;;; eglot

(defvar eglot-server-programs)
(declare-function eglot-current-server "eglot")
(declare-function eglot--server-info "eglot")

(defun asynclint-eglot-contact ()
  "The server for `eglot-server-programs'."
  (list asynclint-program "lsp"))

(defun asynclint-eglot-multiplex (&rest server)
  "A contact of SERVER and asynclint behind the multiplexer `rass'.
SERVER is a program and its arguments, such as \"pyright-langserver\" \"--stdio\"."
  `("rass" "--" ,@server "--" ,@(asynclint-eglot-contact)))

(defun asynclint--eglot-call (contact interactive project)
  "CONTACT as a list; where it is a function, given INTERACTIVE and PROJECT."
  (cond ((not (functionp contact)) contact)
        ((eql 1 (cdr (func-arity contact))) (funcall contact interactive))
        (t (funcall contact interactive project))))

(defun asynclint--eglot-there-p (contact)
  "Whether the program of CONTACT is installed; yes for a contact of another form."
  (and contact
       (or (not (stringp (car-safe contact)))
           (executable-find (car contact)))))

(defun asynclint--eglot-alternative (contact)
  "CONTACT, the main server, where that is installed, and else asynclint.
With a prefix argument and both there, the user is asked."
  (lambda (&optional interactive project)
    (let* ((ours (and (asynclint--mode) (executable-find asynclint-program)
                      (asynclint-eglot-contact)))
           (main (ignore-errors (asynclint--eglot-call contact nil project)))
           (there (asynclint--eglot-there-p main)))
      (if (and ours
               (or (not there)
                   (and interactive current-prefix-arg
                        (equal "asynclint"
                               (completing-read "Server: " '("the main server" "asynclint")
                                                nil t nil nil "the main server")))))
          ours
        (asynclint--eglot-call contact interactive project)))))

(defun asynclint--eglot-modes (modes)
  "The symbols among MODES, the car of an entry of `eglot-server-programs'."
  (mapcar (lambda (mode) (if (consp mode) (car mode) mode))
          (if (and (consp modes) (not (keywordp (cadr modes)))) modes (list modes))))

(defun asynclint--eglot-entry (entry)
  "An entry of `eglot-server-programs' for ENTRY of `asynclint-modes'."
  (pcase-let ((`(,mode ,_ ,language) entry))
    (cons (list mode :language-id language) (asynclint-eglot-contact))))

;;;###autoload
(defun asynclint-eglot-setup ()
  "Make asynclint one more choice of eglot, after the main server of each mode.
It serves by itself only where no other server is known or installed."
  (with-eval-after-load 'eglot
    (let ((ours (mapcar #'car asynclint-modes))
          known)
      (setq eglot-server-programs
            (mapcar (lambda (entry)
                      (let ((modes (seq-intersection (asynclint--eglot-modes (car entry)) ours)))
                        (setq known (append modes known))
                        (if (null modes)
                            entry
                          (cons (car entry) (asynclint--eglot-alternative (cdr entry))))))
                    eglot-server-programs))
      (dolist (entry asynclint-modes)
        (unless (memq (car entry) known)
          (setq eglot-server-programs
                (append eglot-server-programs (list (asynclint--eglot-entry entry)))))))))

;;;###autoload
(defun asynclint-eglot ()
  "Start eglot in this buffer with asynclint as the server."
  (interactive)
  (require 'eglot)
  (let* ((entry (or (asynclint--mode) (user-error "Asynclint does not read %s" major-mode)))
         (eglot-server-programs
          (list (asynclint--eglot-entry (cons major-mode (cdr entry)))))
         (current-prefix-arg nil))
    (call-interactively 'eglot)))

;;; lsp-mode

(declare-function lsp-find-workspace "ext:lsp-mode")
(declare-function lsp-register-client "ext:lsp-mode")
(declare-function lsp-register-custom-settings "ext:lsp-mode")
(declare-function lsp-stdio-connection "ext:lsp-mode")
(declare-function make-lsp-client "ext:lsp-mode")

(defun asynclint--lsp-register ()
  "Register a client beside the others."
  (lsp-register-custom-settings '(("asynclint.minSeverity" asynclint-min-severity)))
  (lsp-register-client
   (make-lsp-client
    :server-id 'asynclint
    ;; lsp-mode counts code points, whether it says so (9.0) or not.
    :new-connection (lsp-stdio-connection
                     (lambda () (list asynclint-program "lsp" "--position-encoding" "utf-32")))
    :major-modes (mapcar #'car asynclint-modes)
    :add-on? t
    :priority -2
    :initialization-options (lambda () (list :minSeverity asynclint-min-severity)))))

(with-eval-after-load 'lsp-mode
  (asynclint--lsp-register))

(provide 'asynclint-clients)
;;; asynclint-clients.el ends here
