export interface RemoteAccessTool {
  readonly name: string;
  /** Programs and folders of the tool on Linux, as its packages lay them out; `*` and `~` as in `expandPaths`. */
  readonly linux: readonly string[];
}

const programs = (...names: readonly string[]): string[] =>
  names.flatMap((name) =>
    ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '~/.local/bin', '~/bin'].map((folder) => `${folder}/${name}`),
  );

export const remoteAccessTools: readonly RemoteAccessTool[] = [
  { name: 'TeamViewer', linux: [...programs('teamviewer', 'teamviewerd'), '/opt/teamviewer'] },
  { name: 'AnyDesk', linux: [...programs('anydesk'), '/usr/libexec/anydesk', '/opt/anydesk*'] },
  { name: 'RustDesk', linux: [...programs('rustdesk'), '/usr/lib/rustdesk', '/opt/rustdesk'] },
  { name: 'UltraViewer', linux: ['/opt/ultraviewer'] },
  { name: 'Splashtop', linux: ['/opt/splashtop*'] },
  { name: 'ConnectWise ScreenConnect', linux: ['/opt/screenconnect-*', '/opt/connectwisecontrol-*'] },
  { name: 'MeshAgent', linux: [...programs('meshagent'), '/usr/local/mesh_services', '/opt/mesh*'] },
  { name: 'NoMachine', linux: ['/usr/NX', '/opt/nomachine'] },
  { name: 'DWAgent', linux: ['/usr/share/dwagent'] },
  { name: 'Chrome Remote Desktop', linux: ['/opt/google/chrome-remote-desktop'] },
  { name: 'x11vnc', linux: programs('x11vnc') },
  { name: 'TigerVNC, TightVNC', linux: programs('Xvnc', 'x0vncserver', 'vncserver', 'Xtightvnc', 'x0tigervncserver') },
  { name: 'xrdp', linux: programs('xrdp') },
  { name: 'ngrok', linux: programs('ngrok') },
  { name: 'cloudflared', linux: programs('cloudflared') },
  { name: 'frp', linux: programs('frpc', 'frps') },
  { name: 'chisel', linux: programs('chisel') },
  { name: 'Tailscale', linux: programs('tailscaled') },
  { name: 'ZeroTier', linux: programs('zerotier-one') },
  { name: 'tmate', linux: programs('tmate') },
  { name: 'sshx, gsocket', linux: [...programs('sshx', 'gs-netcat', 'gs-sftp'), '~/.config/htop/defunct'] },
];
