"""The one part of publishing that touches a disk: a folder is read, handed to the pipeline, and written."""

from __future__ import annotations

from pathlib import Path

from . import pipeline


def publish(folder: Path, settings: pipeline.Settings) -> tuple[int, int]:
    """Publish the built site in a folder, in its place; how many files were written and how many taken away.

    Raises what the pipeline raises, and then leaves the folder as it is.
    """
    before = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    after = pipeline.published(before, settings)
    changed = {path: content for path, content in after.items() if before.get(path) != content}
    for path, content in changed.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    gone = before.keys() - after.keys()
    for path in gone:
        (folder / path).unlink()
        for above in (folder / path).parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()
    return len(changed), len(gone)
