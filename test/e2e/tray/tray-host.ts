import { interface as dbusInterface, Message, type MessageBus, MessageType, NameFlag, sessionBus, Variant } from 'dbus-next';
import { z } from 'zod';
import { type ShownItem, readMenu } from './dbus-menu.ts';

const watcherName = 'org.kde.StatusNotifierWatcher';

/** The panel of a desktop, as far as a tray icon needs one. */
class Watcher extends dbusInterface.Interface {
  readonly IsStatusNotifierHostRegistered = true;
  readonly ProtocolVersion = 0;
  readonly RegisteredStatusNotifierItems: string[] = [];
  readonly #onItem: (service: string) => void;

  constructor(onItem: (service: string) => void) {
    super(watcherName);
    this.#onItem = onItem;
  }

  RegisterStatusNotifierItem(service: string): void {
    this.#onItem(service);
  }
}
Watcher.configureMembers({
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
  },
  methods: { RegisterStatusNotifierItem: { inSignature: 's' } },
});

const pixmap = z.tuple([z.number(), z.number(), z.instanceof(Buffer)]);
const iconProperties = z.object({
  ToolTip: z.object({ value: z.tuple([z.string(), z.unknown(), z.string(), z.string()]) }),
  IconPixmap: z.object({ value: z.array(pixmap) }),
  Menu: z.object({ value: z.string() }),
});

export interface IconImage {
  readonly width: number;
  readonly height: number;
  /** ARGB, four bytes a pixel. */
  readonly argb: Buffer;
}

/** One icon in the tray, as the person in front of it has it. */
export interface TrayIcon {
  tooltip(): Promise<string>;
  image(): Promise<IconImage>;
  menu(): Promise<readonly ShownItem[]>;
  /** Clicks the item of the menu with this label. */
  choose(label: string): Promise<void>;
  /** Clicks the icon itself. */
  activate(): Promise<void>;
}

export interface TrayHost {
  /** The icon that registers next. */
  nextIcon(): Promise<TrayIcon>;
  /** Lets go of the tray, as a panel that ends, and takes it again. */
  restart(): Promise<void>;
  close(): void;
}

/** Owns the tray of this session bus. Throws where another one has it. */
export async function openTrayHost(): Promise<TrayHost> {
  const bus = sessionBus();
  let next = Promise.withResolvers<string>();
  bus.export('/StatusNotifierWatcher', new Watcher((service) => next.resolve(service)));
  await bus.requestName(watcherName, NameFlag.DO_NOT_QUEUE);
  return {
    async nextIcon() {
      const service = await next.promise;
      next = Promise.withResolvers();
      return trayIcon(bus, service);
    },
    async restart() {
      await bus.releaseName(watcherName);
      await bus.requestName(watcherName, NameFlag.DO_NOT_QUEUE);
    },
    close: () => bus.disconnect(),
  };
}

function trayIcon(bus: MessageBus, service: string): TrayIcon {
  const call = async (message: { path: string; interface: string; member: string; signature: string; body: unknown[] }) => {
    const answer = await bus.call(new Message({ type: MessageType.METHOD_CALL, destination: service, ...message }));
    return z.array(z.unknown()).parse(answer?.body ?? []);
  };
  const properties = async () => {
    const body = ['org.kde.StatusNotifierItem'];
    const [all] = await call({
      path: '/StatusNotifierItem',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'GetAll',
      signature: 's',
      body,
    });
    return iconProperties.parse(all);
  };
  const menuCall = async (member: string, signature: string, body: unknown[]) =>
    call({ path: (await properties()).Menu.value, interface: 'com.canonical.dbusmenu', member, signature, body });
  const menu = async (): Promise<readonly ShownItem[]> => readMenu((await menuCall('GetLayout', 'iias', [0, -1, []]))[1]);
  return {
    tooltip: async () => {
      const [, , title, text] = (await properties()).ToolTip.value;
      return [title, text].filter((part) => part !== '').join('\n');
    },
    image: async () => {
      const [largest] = (await properties()).IconPixmap.value.toSorted(([a], [b]) => b - a);
      if (!largest) throw new Error('The icon has no image.');
      const [width, height, argb] = largest;
      return { width, height, argb };
    },
    menu,
    async choose(label) {
      const item = (await menu()).flatMap((one) => [one, ...one.items]).find((one) => one.label === label);
      if (!item) throw new Error(`The menu has no "${label}".`);
      await menuCall('Event', 'isvu', [item.id, 'clicked', new Variant('i', 0), 0]);
    },
    activate: async () =>
      void (await call({
        path: '/StatusNotifierItem',
        interface: 'org.kde.StatusNotifierItem',
        member: 'Activate',
        signature: 'ii',
        body: [0, 0],
      })),
  };
}
