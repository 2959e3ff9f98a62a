/** What a doc comment says of an argument, sorted by what a reader looks for. */
export interface Explained {
  readonly meaning: string;
  /** Without the words "Defaults to"; undefined where the comment names none. */
  readonly default?: string;
  /** The sentences after the first that tell what becomes of a failover; empty where only the first does. */
  readonly failover?: string;
}

/** Words by which a sentence speaks of the two members or of the loss of one. */
const aboutFailover =
  /\b(fail\w*|outage|primary|replicas?|replicat\w+|lost|dark|regions?|members?|both|the group|origin group)\b/i;

/** Takes a doc comment apart. The first sentence always belongs to the meaning, `failover` is absent where none fits. */
export function explained(doc: string): Explained {
  const [first = "", ...others] = sentencesOf(doc);
  const isDefault = (sentence: string): boolean => /^Defaults to /.test(sentence);
  const failover = others.filter((sentence) => !isDefault(sentence) && aboutFailover.test(sentence));
  const defaults = others.find(isDefault)?.replace(/^Defaults to /, "");
  const meaning = [first, ...others.filter((sentence) => !isDefault(sentence) && !aboutFailover.test(sentence))];
  return {
    meaning: meaning.join(" "),
    ...(defaults === undefined ? {} : { default: defaults.replace(/\.$/, "") }),
    ...(failover.length === 0 && !aboutFailover.test(first) ? {} : { failover: failover.join(" ") }),
  };
}

/** Sentences end with a full stop before a space and a capital letter or code, outside parentheses and code. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  let depth = 0;
  let code = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === "`") code = !code;
    if (code) continue;
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (depth > 0 || letter !== "." || !/^ [A-Z0-9`]/.test(text.slice(index + 1))) continue;
    sentences.push(text.slice(start, index + 1));
    start = index + 2;
  }
  const last = text.slice(start).trim();
  return last === "" ? sentences : [...sentences, last];
}
