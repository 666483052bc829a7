"""Printable documents and workbooks, one file each."""
