;;; units.el --- what asynclint.el does, without a user  -*- lexical-binding: t -*-
;; emacs --batch -l units.el -f ert-run-tests-batch-and-exit, with TOUR_SNIPPET: what is in init.el.
(require 'ert)
(require 'cl-lib)
(require 'package)
(package-activate-all)
(load (getenv "TOUR_SNIPPET") nil t)
(require 'eglot)
(set-language-environment "UTF-8")

(defmacro in-buffer (name mode text &rest body)
  "Evaluate BODY in a buffer in MODE that visits the new file NAME and holds TEXT."
  (declare (indent 3))
  `(let ((buffer (generate-new-buffer ,name)))
     (unwind-protect
         (with-current-buffer buffer
           (setq default-directory (file-name-directory (getenv "TOUR_FILE"))
                 buffer-file-name (expand-file-name ,name))
           (insert ,text)
           (funcall ,mode)
           ,@body)
       (with-current-buffer buffer (set-buffer-modified-p nil))
       (kill-buffer buffer))))

(defconst sleeping "import asyncio\nimport time\n\n\nasync def f():\n    print(\"é😀\"); time.sleep(1)\n")
(defconst slept (string-replace "time.sleep" "await asyncio.sleep" sleeping))

(defun find-text (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(ert-deftest fix-takes-the-fix-at-point ()
  (in-buffer "a.py" #'python-mode sleeping
    (find-text "time.sleep")
    (asynclint-fix)
    (should (equal slept (buffer-string)))))

(ert-deftest fix-works-in-a-narrowed-buffer-and-is-one-change ()
  (in-buffer "a.py" #'python-mode (string-replace "import asyncio\n" "" sleeping)
    (buffer-enable-undo)
    (find-text "    print")
    (let ((before (buffer-string)))
      (narrow-to-region (point) (point-max))
      (undo-boundary)
      (asynclint-fix)
      (widen)
      (should (string-match-p "^import asyncio\n" (buffer-string)))
      (undo-boundary)
      (undo)
      (should (equal before (buffer-string))))))

(ert-deftest fix-says-when-there-is-none ()
  (in-buffer "a.py" #'python-mode slept
    (should-error (asynclint-fix) :type 'user-error)))

(ert-deftest fix-all-keeps-the-place ()
  (in-buffer "a.py" #'python-mode (concat sleeping "\n\nx = 1\n")
    (find-text "x = 1")
    (asynclint-fix-all)
    (should (looking-at-p "x = 1"))
    (should (equal (concat slept "\n\nx = 1\n") (buffer-string)))))

(ert-deftest fix-on-save ()
  (in-buffer "saved.py" #'python-mode sleeping
    (setq-local buffer-file-coding-system 'utf-8-dos asynclint-fix-on-save t)
    (asynclint-mode 1)
    (let ((save-silently t)) (save-buffer))
    (should (equal slept (buffer-string)))
    (let ((coding-system-for-read 'no-conversion))
      (with-temp-buffer
        (insert-file-contents (expand-file-name "saved.py" (file-name-directory (getenv "TOUR_FILE"))))
        (should (search-forward "\r\n" nil t))))))

(ert-deftest a-buffer-without-a-known-extension-goes-by-its-mode ()
  (in-buffer "script" #'js-mode "setTimeout(async () => {}, 1);\n"
    (should (equal "script.js" (file-name-nondirectory (asynclint--name))))))

(ert-deftest severities-are-flymakes ()
  (should (equal '(:error :warning :note :note)
                 (mapcar #'asynclint--type '("error" "warning" "information" "hint")))))

(ert-deftest a-program-that-fails-is-reported ()
  (in-buffer "a.py" #'python-mode sleeping
    (let ((asynclint-arguments '("--no-such-option")))
      (should (string-match-p "status 2.*no-such-option"
                              (cadr (should-error (asynclint-fix) :type 'user-error))))
      (let (said)
        (asynclint-flymake (lambda (&rest report) (setq said report)))
        (with-timeout (20) ; its sentinel comes after its end
          (while (not said) (accept-process-output nil 0.05)))
        (should (eq :panic (car said)))))))

(ert-deftest the-mode-goes-as-it-came ()
  (in-buffer "a.py" #'python-mode sleeping
    (asynclint-mode 1)
    (should (memq #'asynclint-flymake flymake-diagnostic-functions))
    (asynclint-mode -1)
    (should-not (memq #'asynclint-flymake flymake-diagnostic-functions))))

(defun contact (mode program)
  "What eglot would start for MODE, were only the programs in the list PROGRAM installed."
  (cl-letf (((symbol-function 'executable-find)
             (lambda (name &rest _) (car (member name program))))
            ((symbol-function 'eglot--executable-find)
             (lambda (name &rest _) (car (member name program)))))
    (with-temp-buffer
      (setq major-mode mode)
      (let* ((entry (cl-find-if (lambda (entry) (memq mode (asynclint--eglot-modes (car entry))))
                                eglot-server-programs)))
        (asynclint--eglot-call (cdr entry) nil nil)))))

(ert-deftest the-main-server-stays-eglots-choice ()
  (let ((eglot-server-programs eglot-server-programs))
    (asynclint-eglot-setup)
    (should (equal '("asynclint" "lsp") (contact 'python-mode '("asynclint"))))
    (should (equal "pylsp" (car (contact 'python-mode '("asynclint" "pylsp")))))
    (should (equal '("typescript-language-server" "--stdio")
                   (let ((it (contact 'js-mode '("asynclint" "typescript-language-server"))))
                     (if (stringp (car it)) (seq-take it 2) it))))
    (should (equal '("asynclint" "lsp") (contact 'js-mode '("asynclint"))))))

(ert-deftest a-multiplexer-runs-both ()
  (should (equal '("rass" "--" "pyright-langserver" "--stdio" "--" "asynclint" "lsp")
                 (asynclint-eglot-multiplex "pyright-langserver" "--stdio"))))
