"""How the built site leaves the workshop: joined and purged, kept on devices, installed, packed and served.

Every module is pure: texts and bytes in, texts and bytes out. No data of the handbook is known here.
"""
