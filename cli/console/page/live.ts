import type { Hello, SiteState, Tick } from "../wire";
import type { Store } from "./store";

/** Follows what happens at the edge. A stream that breaks begins anew by itself. */
export function followLive(store: Store): void {
  const stream = new EventSource("/api/live");
  const on = (name: string, take: (data: unknown) => void): void => {
    stream.addEventListener(name, (event: MessageEvent<string>) => {
      take(JSON.parse(event.data));
    });
  };
  // The server that sent the page sends these, and nobody else can (connect-src).
  on("hello", (data) => {
    store.hello(data as Hello);
  });
  on("state", (data) => {
    store.setState(data as SiteState);
  });
  on("tick", (data) => {
    store.tick(data as Tick);
  });
  stream.onerror = () => {
    store.setLink("lost");
    // A stream that was refused outright does not begin anew.
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      followLive(store);
    }, 2000);
  };
}
