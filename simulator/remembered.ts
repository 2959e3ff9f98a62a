/** A function that remembers its latest results: all are forgotten when there would be more than `atMost`. */
export function remembered<K, V>(atMost: number, make: (key: K) => V): (key: K) => V {
  let known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as V;
    const made = make(key);
    if (known.size === atMost) known = new Map();
    known.set(key, made);
    return made;
  };
}
