/** A product by the name that Windows, snap or flatpak lists it under, and its vendor and product in the CPE dictionary of NVD. */
export interface CpeProduct {
  readonly name: RegExp;
  readonly vendor: string;
  readonly product: string;
}

const of = (name: RegExp, vendor: string, product: string): CpeProduct => ({ name, vendor, product });

// What hospitals run and advisories name. The first that matches counts.
export const cpeProducts: readonly CpeProduct[] = [
  of(/^google chrome$/, 'google', 'chrome'),
  of(/^(org\.)?chromium/, 'chromium', 'chromium'),
  of(/^microsoft edge$/, 'microsoft', 'edge_chromium'),
  of(/^(mozilla firefox|firefox$|org\.mozilla\.firefox)/, 'mozilla', 'firefox'),
  of(/^(mozilla thunderbird|thunderbird$|org\.mozilla\.thunderbird)/, 'mozilla', 'thunderbird'),
  of(/^microsoft 365/, 'microsoft', '365_apps'),
  of(/^microsoft office/, 'microsoft', 'office'),
  of(/^microsoft teams/, 'microsoft', 'teams'),
  of(/^microsoft sql server 2005/, 'microsoft', 'sql_server_2005'),
  of(/^microsoft sql server 2008/, 'microsoft', 'sql_server_2008'),
  of(/^microsoft sql server 2012/, 'microsoft', 'sql_server_2012'),
  of(/^microsoft sql server 2014/, 'microsoft', 'sql_server_2014'),
  of(/^microsoft sql server 2016/, 'microsoft', 'sql_server_2016'),
  of(/^microsoft sql server 2017/, 'microsoft', 'sql_server_2017'),
  of(/^microsoft sql server 2019/, 'microsoft', 'sql_server_2019'),
  of(/^microsoft sql server 2022/, 'microsoft', 'sql_server_2022'),
  of(/^microsoft \.net framework/, 'microsoft', '.net_framework'),
  of(/^microsoft (asp)?\.?net (core )?runtime/, 'microsoft', '.net'),
  of(/^(java \d+|java runtime environment)/, 'oracle', 'jre'),
  of(/^(java\(tm\) se development kit|java se development kit|java development kit)/, 'oracle', 'jdk'),
  of(/^(libreoffice|org\.libreoffice\.libreoffice)/, 'libreoffice', 'libreoffice'),
  of(/^7-zip/, '7-zip', '7-zip'),
  of(/^winrar/, 'rarlab', 'winrar'),
  of(/^adobe acrobat reader|^adobe reader dc/, 'adobe', 'acrobat_reader_dc'),
  of(/^adobe acrobat/, 'adobe', 'acrobat_dc'),
  of(/^adobe reader/, 'adobe', 'acrobat_reader'),
  of(/^foxit (pdf )?reader/, 'foxit', 'pdf_reader'),
  of(/^(vlc media player|vlc$|org\.videolan\.vlc)/, 'videolan', 'vlc_media_player'),
  of(/^notepad\+\+/, 'notepad-plus-plus', 'notepad++'),
  of(/^openssl/, 'openssl', 'openssl'),
  of(/^postgresql/, 'postgresql', 'postgresql'),
  of(/^mysql server/, 'oracle', 'mysql'),
  of(/^mariadb/, 'mariadb', 'mariadb'),
  of(/^apache tomcat/, 'apache', 'tomcat'),
  of(/^node\.js/, 'nodejs', 'node.js'),
  of(/^python \d/, 'python', 'python'),
  of(/^git$|^git version/, 'git-scm', 'git'),
  of(/^putty/, 'putty', 'putty'),
  of(/^winscp/, 'winscp', 'winscp'),
  of(/^filezilla client|^filezilla \d/, 'filezilla-project', 'filezilla_client'),
  of(/^teamviewer/, 'teamviewer', 'teamviewer'),
  of(/^anydesk/, 'anydesk', 'anydesk'),
  of(/^ultravnc/, 'uvnc', 'ultravnc'),
  of(/^tightvnc/, 'tightvnc', 'tightvnc'),
  of(/^zoom( workplace)?\b/, 'zoom', 'zoom'),
  of(/^openvpn/, 'openvpn', 'openvpn'),
  of(/^oracle (vm )?virtualbox/, 'oracle', 'vm_virtualbox'),
  of(/^vmware tools/, 'vmware', 'tools'),
  of(/^wireshark/, 'wireshark', 'wireshark'),
  of(/^orthanc/, 'orthanc-server', 'orthanc'),
  of(/^microdicom/, 'microdicom', 'dicom_viewer'),
  of(/^radiant dicom/, 'medixant', 'radiant_dicom_viewer'),
];
