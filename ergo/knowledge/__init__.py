"""What the tool knows: the only part that reads `data/`.

`files` opens data files, `quantities` is the vocabulary of everything that can be measured about a task; each
other module loads one kind of row (dimensions, catalogues, policies) and checks it. Nothing here calculates.
"""
