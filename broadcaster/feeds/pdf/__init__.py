"""Reads PDF files: letters by PDFium, then rows, columns, page furniture, tables and paragraphs by geometry."""
