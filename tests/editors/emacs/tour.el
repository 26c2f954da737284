;;; tour.el --- one visit to a file with one mistake, in Emacs  -*- lexical-binding: t -*-
;; emacs --batch -l tour.el, with
;;   TOUR_WAY      how asynclint is there: `eglot' (as the server), `beside' (a Flymake backend, while
;;                 eglot runs another server) or `lsp-mode' (an add-on beside another server)
;;   TOUR_FILE     the file;  TOUR_SNIPPET  what the user has in init.el
;;   TOUR_SECOND   another server, to be run by node
;;   TOUR_RULE, TOUR_MARKED     what is to be found;  TOUR_FIXED  the buffer after the fix
;;   TOUR_TYPED, TOUR_TYPED_MARKED  what is typed at the end, and what is found there
;; Status 0 when all went well, else 1.
(require 'cl-lib)
(require 'package)
(package-activate-all) ; --batch does not
(require 'flymake)
(load (expand-file-name "ways" (file-name-directory load-file-name)) nil t)

(defun tour-env (name)
  (decode-coding-string (getenv (concat "TOUR_" name)) 'utf-8))

(defun tour-say (&rest args)
  (princ (concat (encode-coding-string (apply #'format args) 'utf-8) "\n")))

(defun tour-equal (want got what)
  (unless (equal want got) (error "%s: want %S, got %S" what want got))
  (tour-say "ok   %s" what))

(defun tour-wait (what condition)
  "Run the process loop until CONDITION holds; in batch nothing else runs it."
  (let ((end (+ (float-time) (/ (string-to-number (getenv "TOUR_WAIT")) 1000.0))))
    (while (not (funcall condition))
      (when (> (float-time) end) (error "timeout waiting for %s" what))
      (accept-process-output nil 0.05))
    (tour-say "ok   %s" what)))

(defun tour-found (&optional pattern)
  "The places of the diagnostics that hold PATTERN, by default the rule's id."
  (way-refresh)
  (sort (delq nil (mapcar (lambda (d)
                            (and (string-match-p (regexp-quote (or pattern (tour-env "RULE"))) (car d))
                                 (cdr d)))
                          (way-diagnostics)))
        #'<))

(defun tour-see (what marked)
  "Wait for the one diagnostic, WHAT, and go to it; it must be at MARKED."
  (tour-wait what (lambda () (= 1 (length (tour-found)))))
  (goto-char (car (tour-found)))
  (tour-equal marked (buffer-substring (point) (+ (point) (length marked))) "its text"))

(defun tour-second ()
  "The other server's diagnostics are there at the same time."
  (unless (equal "eglot" (getenv "TOUR_WAY"))
    (tour-wait "the other server's diagnostics" (lambda () (tour-found "the word")))
    (tour-wait "asynclint's beside them" (lambda () (= 1 (length (tour-found)))))))

(defun tour ()
  (tour-say "Emacs %s, %s" emacs-version (getenv "TOUR_WAY"))
  (set-buffer-file-coding-system 'utf-8)
  (prefer-coding-system 'utf-8)
  (way-before)
  (load (getenv "TOUR_SNIPPET") nil t)
  (switch-to-buffer (find-file-noselect (getenv "TOUR_FILE")))
  (way-open)
  (tour-see "the diagnostic" (tour-env "MARKED"))
  (tour-second)
  (tour-wait "the explanation" (lambda () (string-match-p "event loop\\|promise" (or (way-hover) ""))))
  (let ((completing-read-function ; as if the user took the default
         (lambda (_prompt _collection _predicate _match _initial _history default &rest _)
           (if (consp default) (car default) default)))
        (last-nonmenu-event ?\r))
    (way-fix))
  (tour-equal (tour-env "FIXED") (buffer-string) "the fix in the buffer")
  (tour-wait "no diagnostic after the fix" (lambda () (null (tour-found))))
  (goto-char (point-max))
  (mapc #'insert (tour-env "TYPED"))
  (tour-see "the diagnostic of the typed line" (tour-env "TYPED_MARKED"))
  (tour-second)
  (way-kill)
  (goto-char (point-max))
  (insert "\n")
  (tour-see "the diagnostic after a crash" (tour-env "TYPED_MARKED"))
  (way-configure (tour-env "RULE"))
  (tour-wait "no diagnostic of a rule that is off" (lambda () (null (tour-found))))
  (let ((save-silently t)) (save-buffer))
  (kill-buffer)
  (way-close))

(condition-case problem
    (progn (tour) (kill-emacs 0))
  (error (tour-say "FAILED %s" (error-message-string problem))
         (dolist (buffer (buffer-list))
           (when (string-match-p "EGLOT.*events\\|stderr\\|\\*lsp-log\\|Flymake log\\|Messages" (buffer-name buffer))
             (tour-say "--- %s\n%s" buffer
                       (with-current-buffer buffer
                         (buffer-substring-no-properties (max (point-min) (- (point-max) 3000)) (point-max))))))
         (kill-emacs 1)))
