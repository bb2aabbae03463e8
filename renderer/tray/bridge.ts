/** The one thing of Electron that the page can reach; the preload script puts it there. What comes through is not trusted. */
export interface Bridge {
  call(request: unknown): Promise<unknown>;
  listen(hear: (message: unknown) => void): void;
}

declare global {
  interface Window {
    readonly wardwatch: Bridge;
  }
}
