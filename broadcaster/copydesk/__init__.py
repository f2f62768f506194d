"""From facts to broadcast copy: templates, the line format that people edit, the script sheet, the spoken form.

Pure: a template's text comes from a function that the caller gives, the time is an argument.
"""
