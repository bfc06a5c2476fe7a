"""Campaigns: random programs in bulk, on subjects that may die of them.

    torch-conformance fuzz --seconds 60 --workers 2 --report found.jsonl

A campaign is a seed and a range of numbers: program 17 of seed 0 is the same program on whatever
machine, in whatever order. The work is cut into chunks of numbers.

| module | what is in it |
|---|---|
| `settings` | what decides which programs are run and how they are judged |
| `judging` | one program: write it on the reference, run it on the subject, compare |
| `worker` | the process that does so, and may die: it says which program it is about to run |
| `handle` | the other end: starts workers, hears from them, notices that one died or hangs |
| `chunks` | a chunk on workers that die: what killed one is confirmed alone, and the rest is run |
| `schedulers` | many chunks: on processes of this machine, or of a cluster of dask workers |
| `journal` | the results, written as they come, one line a chunk; a run that was cut off goes on |
| `shrinking` | of each distinct divergence, the smallest program that still shows it |
| `campaign` | all of it together |
| `command`, `display` | the command line |
"""
