"""Judges a text file of JSON lines with the unchanged `cardose eval` on Apache Spark, one process a partition.

spark-submit screen.py [--partitions N] INPUT OUTPUT PROGRAM --now TIME [ARGUMENTS…]

PROGRAM and the files that ARGUMENTS name must be at the same path on every machine. OUTPUT is a folder that does not
exist yet; its parts, one after the other, are what one `cardose eval` prints for the whole file, byte by byte.
"""

import argparse
import itertools
import shlex

from pyspark import SparkConf, SparkContext

# What Rust takes for white space in ASCII: `eval` counts such a line and does not answer it.
BLANK = " \t\n\f\r"
# So that the lines before a partition are not one long text.
AT_ONCE = 1 << 20
# `eval` ends with 2 where a line cannot be read. It has answered that line too: no reason to throw the others away.
# Anything else, a signal among it, fails the task.
WRAPPED = '"$@" || [ $? -eq 2 ]'


def count(lines):
    """Of a partition: its lines, and how many of them are answered."""
    every = answered = 0
    for line in lines:
        every += 1
        answered += bool(line.strip(BLANK))
    yield every, answered


def blank_lines(number):
    """As texts that `pipe` ends with a line break each, and takes no other break from."""
    while number > 0:
        now = min(number, AT_ONCE)
        yield "\n" * (now - 1) + " "
        number -= now


def screen(lines, command):
    counted = lines.mapPartitions(count).collect()
    before = list(itertools.accumulate((every for every, _ in counted), initial=0))
    answered = [answered for _, answered in counted]

    # As many empty lines as stand before the partition: so an answer bears the number that its line has in the file.
    def placed(part, lines):
        return itertools.chain(blank_lines(before[part]), lines)

    # A program that ends early with 0, and 2 for an argument that it does not know, are no answers.
    def complete(part, answers):
        number = 0
        for number, answer in enumerate(answers, 1):
            yield answer
        if number != answered[part]:
            raise RuntimeError(f"partition {part}: {number} answers to {answered[part]} lines")

    wrapped = shlex.join(["sh", "-c", WRAPPED, "sh", *command])
    answers = lines.mapPartitionsWithIndex(placed).pipe(wrapped, checkCode=True)
    return answers.mapPartitionsWithIndex(complete), sum(answered)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--partitions", type=int, help="at least so many; without it as Spark cuts the file")
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not any(argument.split("=")[0] == "--now" for argument in options.arguments):
        parser.error("--now is needed: each process, and each that is started again, would judge at its own time")
    # A lone carriage return ends no line for `eval`.
    conf = SparkConf().set("spark.hadoop.textinputformat.record.delimiter", "\n")
    context = SparkContext(appName="cardose", conf=conf)
    try:
        lines = context.textFile(options.input, options.partitions)
        answers, number = screen(lines, [options.program, "eval", *options.arguments])
        answers.saveAsTextFile(options.output)
    finally:
        context.stop()
    print(f"{number} lines answered")


if __name__ == "__main__":
    main()
