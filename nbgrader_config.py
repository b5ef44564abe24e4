# The course's settings for nbgrader, Formgrader and `matml`. All of them read this file when
# they are started in this directory. Directories and the gradebook (gradebook.db) keep
# nbgrader's defaults, relative to the course, so a copy of the course works anywhere.
c = get_config()

c.CourseDirectory.course_id = "building-a-model-from-scratch"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".DS_Store"]

# Before nbgrader's own steps, for every notebook it writes: a student's JupyterLab must not look
# for the lesson text, so the pairing goes out.
c.NotebookExporter.preprocessors = ["matml_teach.authoring.release.RemoveAuthorMetadata"]

# nbgrader's steps for feedback, and one more: hidden tests stay hidden.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "matml_teach.reporting.hide.HideHiddenTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# Student code runs in a sandbox, also when `nbgrader autograde` or Formgrader's Autograde button
# runs it. These are nbgrader's own steps, but for the first.
c.Autograde.autograde_preprocessors = [
    "matml_teach.grading.sandboxed.SandboxedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Seconds. A graded cell takes a few at most; an endless loop must not cost more.
c.Execute.timeout = 60
# Cells that only show something cost time and earn no marks.
c.Execute.skip_cells_with_tag = "demo"
# A busy machine may need a while to start a kernel.
c.Execute.startup_timeout = 120

# What a cell may print before the rest is cut, so that one print loop cannot fill the gradebook.
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 30
