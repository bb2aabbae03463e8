import { interface as dbusInterface, NameFlag, sessionBus } from 'dbus-next';

const name = 'org.freedesktop.Notifications';

export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** What a desktop shows notifications with, by the Desktop Notifications Specification 1.2. */
class Notifications extends dbusInterface.Interface {
  readonly shown: ShownNotification[] = [];

  constructor() {
    super(name);
  }

  Notify(_app: string, _replaces: number, _icon: string, title: string, body: string): number {
    this.shown.push({ id: this.shown.length + 1, title, body });
    return this.shown.length;
  }

  CloseNotification(): void {}

  GetCapabilities(): string[] {
    return ['actions', 'body'];
  }

  GetServerInformation(): [string, string, string, string] {
    return ['test', 'wardwatch', '1', '1.2'];
  }

  ActionInvoked(id: number, action: string): [number, string] {
    return [id, action];
  }
}
Notifications.configureMembers({
  methods: {
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
    GetCapabilities: { outSignature: 'as' },
    GetServerInformation: { outSignature: 'ssss' },
  },
  signals: { ActionInvoked: { signature: 'us' } },
});

export interface NotificationHost {
  readonly shown: readonly ShownNotification[];
  /** The person clicks it. */
  click(notification: ShownNotification): void;
  close(): void;
}

/** Takes what is shown to the person of this session bus. Throws where another one does. */
export async function openNotificationHost(): Promise<NotificationHost> {
  const bus = sessionBus();
  const notifications = new Notifications();
  bus.export('/org/freedesktop/Notifications', notifications);
  await bus.requestName(name, NameFlag.DO_NOT_QUEUE);
  return {
    shown: notifications.shown,
    click: ({ id }) => void notifications.ActionInvoked(id, 'default'),
    close: () => bus.disconnect(),
  };
}
