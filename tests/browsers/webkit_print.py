"""Print an address to a PDF as WebKit does, for WebKit's driver cannot. Runs with the system's own Python.

webkit_print.py ADDRESS FILE PAPER(iso_a4, na_letter) landscape|portrait
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

address, file, paper, way = sys.argv[1:]
view = WebKit2.WebView()
window = Gtk.Window()
window.set_default_size(1280, 900)
window.add(view)
window.show_all()
finished = []


def done(*_):
    finished.append(1)
    Gtk.main_quit()


def print_it():
    if view.get_title() != "ready":  # the page has drawn what it has: of a deck, its cards and their codes
        view.evaluate_javascript(READY, -1, None, None, None, None)
        return True
    settings, setup = Gtk.PrintSettings(), Gtk.PageSetup()
    settings.set_printer("Print to File")
    settings.set("output-uri", f"file://{file}")
    settings.set("output-file-format", "pdf")
    setup.set_paper_size(Gtk.PaperSize.new(paper))
    setup.set_orientation(Gtk.PageOrientation.LANDSCAPE if way == "landscape" else Gtk.PageOrientation.PORTRAIT)
    print_it.operation = operation = WebKit2.PrintOperation.new(view)
    operation.set_print_settings(settings)
    operation.set_page_setup(setup)
    operation.connect("finished", done)
    operation.print_()
    return False


READY = """location.protocol !== "about:" && document.readyState === "complete" && document.fonts.status === "loaded"
  && (!document.querySelector("card-deck") || document.querySelector(".sheet"))
  && [...document.querySelectorAll(".sheet img")].every((code) => code.complete) && (document.title = "ready")"""

view.load_uri(address)
GLib.timeout_add(200, print_it)
GLib.timeout_add_seconds(60, Gtk.main_quit)
Gtk.main()
sys.exit(not finished)
