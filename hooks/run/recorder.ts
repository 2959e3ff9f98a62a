const raws = new WeakMap<object, object>();

/** What stands behind a recording object; anything else is itself. */
export function rawOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (raws.get(value) ?? value) : value;
}

/** An event that tells which of its fields are read, changed or looked for. */
export function recorded<T extends object>(event: T, tell: (path: readonly string[]) => void): T {
  const proxies = new WeakMap<object, object>();
  const wrap = (target: object, path: readonly string[]): object => {
    const known = proxies.get(target);
    if (known !== undefined) return known;
    const told = (key: PropertyKey): void => {
      if (typeof key === "string") tell([...path, key]);
    };
    const proxy = new Proxy(target, {
      get(object, key, receiver) {
        const value = Reflect.get(object, key, receiver) as unknown;
        if (typeof key === "symbol" || typeof value === "function") return value;
        told(key);
        return typeof value === "object" && value !== null ? wrap(value, [...path, key]) : value;
      },
      set(object, key, value) {
        told(key);
        return Reflect.set(object, key, value);
      },
      has(object, key) {
        told(key);
        return Reflect.has(object, key);
      },
      getOwnPropertyDescriptor(object, key) {
        told(key);
        return Reflect.getOwnPropertyDescriptor(object, key);
      },
      deleteProperty(object, key) {
        told(key);
        return Reflect.deleteProperty(object, key);
      },
      defineProperty(object, key, descriptor) {
        told(key);
        return Reflect.defineProperty(object, key, descriptor);
      },
      ownKeys(object) {
        told("*");
        return Reflect.ownKeys(object);
      },
    });
    proxies.set(target, proxy);
    raws.set(proxy, target);
    return proxy;
  };
  return wrap(event, []) as T;
}
