import { contextBridge, ipcRenderer } from 'electron';
import type { localApiChannel } from '../ipc/channel.ts';

// A sandboxed page loads this file alone: the channel is written out here, and its type keeps the two the same.
const channel: typeof localApiChannel = 'local-api';

// All that the page gets of Electron: one channel, each way. Both ends of it parse what comes.
contextBridge.exposeInMainWorld('wardwatch', {
  call: (request: unknown): Promise<unknown> => ipcRenderer.invoke(channel, request),
  listen: (hear: (message: unknown) => void): void => {
    ipcRenderer.on(channel, (_event, message: unknown) => hear(message));
  },
});
