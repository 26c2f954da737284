;;; tour.el --- one visit to a file with one mistake, in Emacs with eglot  -*- lexical-binding: t -*-
;; emacs --batch -l tour.el, with TOUR_FILE (the file), TOUR_SNIPPET (what the user has in init.el),
;; TOUR_RULE and TOUR_MARKED (what is to be found), TOUR_FIXED (the buffer after the fix).
;; Status 0 when the diagnostic came, the fix went in and the diagnostic left; else 1.
(require 'cl-lib)
(unless (locate-library "eglot") (require 'package) (package-activate-all)) ; --batch does not
(load (getenv "TOUR_SNIPPET") nil t)
(require 'eglot)
(require 'flymake)

(defun tour-say (&rest args)
  (princ (concat (apply #'format args) "\n")))

(defun tour-wait (what condition)
  "Run the process loop until CONDITION holds; in batch nothing else runs it."
  (let ((end (+ (float-time) (/ (string-to-number (getenv "TOUR_WAIT")) 1000.0))))
    (while (not (funcall condition))
      (when (> (float-time) end) (error "timeout waiting for %s" what))
      (accept-process-output nil 0.05))
    (tour-say "ok   %s" what)))

(defun tour-found ()
  "The diagnostics of the rule; flymake starts by itself only when Emacs is idle, and batch never is."
  (flymake-start)
  (cl-remove-if-not
   (lambda (d) (string-match-p (regexp-quote (getenv "TOUR_RULE")) (flymake-diagnostic-text d)))
   (flymake-diagnostics (point-min) (point-max))))

(defun tour-take-preferred-fix ()
  "As M-x eglot-code-actions, which asks by `completing-read' with the preferred one as default."
  (let ((last-nonmenu-event ?\r)
        (completing-read-function
         (lambda (_prompt _collection _predicate _match _initial _history default &rest _) default)))
    (call-interactively #'eglot-code-actions)))

(defun tour ()
  (tour-say "Emacs %s" emacs-version)
  (let ((eglot-sync-connect 20) (eglot-connect-timeout 20) (eglot-autoshutdown nil)
        (eglot-confirm-server-initiated-edits nil) (coding-system-for-read 'utf-8))
    (switch-to-buffer (find-file-noselect (getenv "TOUR_FILE")))
    (apply #'eglot--connect (eglot--guess-contact)) ; M-x eglot, without its prompt
    (tour-wait "the diagnostic" (lambda () (= 1 (length (tour-found)))))
    (let ((d (car (tour-found))))
      (goto-char (flymake-diagnostic-beg d))
      (unless (looking-at-p (regexp-quote (getenv "TOUR_MARKED")))
        (error "the diagnostic is at %S" (buffer-substring (point) (line-end-position))))
      (tour-say "ok   its text"))
    (tour-take-preferred-fix)
    (unless (equal (getenv "TOUR_FIXED") (buffer-string))
      (error "after the fix: %s" (buffer-string)))
    (tour-say "ok   the fix in the buffer")
    (eglot--signal-textDocument/didChange) ; an idle timer does it for users
    (tour-wait "no diagnostic after the fix" (lambda () (null (tour-found))))
    (let ((save-silently t)) (save-buffer))
    (eglot-shutdown (eglot-current-server) nil 5 t)))

(condition-case problem
    (progn (tour) (kill-emacs 0))
  (error (tour-say "FAILED %s" (error-message-string problem))
         (kill-emacs 1)))
