"""The handbook in browsers that the other tests do not use: real Firefox, and WebKit, which is Safari's engine.

`make test-browsers` walks it; plain `make test` does not collect this folder.
"""
