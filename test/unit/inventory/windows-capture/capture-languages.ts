import type { CaptureLanguage } from './capture-maker.ts';

/** Words of the test's own: what stands in them must not matter. */
export const captureLanguages = {
  en: {
    labels:
      'Host|OS|OS Version|Maker|Role|Build Type|Owner|Company|Product|Installed|Boot|Vendor|Model|Type|Processors|BIOS|Windows|System|Boot Device|Locale|Input|Time Zone|Memory|Free|Virtual: Max|Virtual: Free|Virtual: Used|Page Files|Domain|Logon|Hotfixes|Network Cards',
    notAvailable: 'N/A',
    buildWord: 'Build',
    workstation: 'Standalone Workstation',
    locale: 'en-us;English (United States)',
    counted: (count) => `${count} of them installed.`,
    cardLines: ['Connection', 'Addresses'],
  },
  vi: {
    labels:
      'Tên máy chủ|Tên hệ điều hành|Phiên bản hệ điều hành|Nhà sản xuất hệ điều hành|Cấu hình hệ điều hành|Kiểu bản dựng|Chủ sở hữu đã đăng ký|Tổ chức đã đăng ký|Mã sản phẩm|Ngày cài đặt ban đầu|Thời điểm khởi động|Hãng sản xuất|Kiểu máy|Loại hệ thống|Bộ xử lý|Phiên bản BIOS|Thư mục Windows|Thư mục hệ thống|Thiết bị khởi động|Ngôn ngữ hệ thống|Ngôn ngữ nhập|Múi giờ|Tổng bộ nhớ vật lý|Bộ nhớ vật lý còn trống|Bộ nhớ ảo: tối đa|Bộ nhớ ảo: còn trống|Bộ nhớ ảo: đang dùng|Vị trí tệp trang|Miền|Máy chủ đăng nhập|Bản vá nóng|Thẻ mạng',
    notAvailable: 'Không có',
    buildWord: 'Bản dựng',
    workstation: 'Máy trạm độc lập',
    locale: 'vi;Tiếng Việt',
    counted: (count) => `Đã cài đặt ${count} mục.`,
    cardLines: ['Tên kết nối', 'Địa chỉ IP'],
  },
  de: {
    labels:
      'Rechnername|Betriebssystem|Betriebssystemversion|Hersteller des Systems|Konfiguration|Buildtyp|Registrierter Benutzer|Organisation|Produktkennung|Ursprüngliches Datum|Systemstartzeit|Gerätehersteller|Gerätemodell|Systemtyp|Prozessoren|BIOS-Fassung|Windows-Verzeichnis|System-Verzeichnis|Startgerät|Gebietsschema|Eingabegebietsschema|Zeitzone|Gesamter Speicher|Verfügbarer Speicher|Virtuell: größte|Virtuell: verfügbar|Virtuell: benutzt|Auslagerungsdateien|Domäne|Anmeldeserver|Fehlerbehebungen|Netzwerkkarten',
    notAvailable: 'Nicht zutreffend',
    buildWord: 'Build',
    workstation: 'Eigenständige Arbeitsstation',
    locale: 'de;Deutsch (Deutschland)',
    counted: (count) => `${count} für dieses Gerät installiert.`,
    cardLines: ['Verbindungsname', 'Adressen für IP'],
  },
  fr: {
    labels:
      "Nom de l'ordinateur|Nom du système|Version du système|Éditeur du système|Rôle du système|Type de version|Propriétaire déclaré|Société déclarée|Numéro du produit|Date d'installation|Démarrage du système|Fabricant|Modèle du système|Type du système|Processeurs|Version du BIOS|Répertoire Windows|Répertoire système|Périphérique d'amorçage|Paramètres régionaux|Saisie|Fuseau horaire|Mémoire totale|Mémoire libre|Mémoire virtuelle : maximale|Mémoire virtuelle : disponible|Mémoire virtuelle : utilisée|Fichiers d'échange|Domaine|Serveur d'accès|Correctifs|Cartes réseau",
    notAvailable: 'Indéterminé',
    buildWord: 'version',
    workstation: 'Poste autonome',
    locale: 'fr;Français (France)',
    counted: (count) => `${count} élément(s) installé(s) à ce jour.`,
    cardLines: ['Nom de la connexion', 'Adresses réservées'],
  },
  it: {
    labels:
      'Nome del computer|Nome SO|Versione SO|Produttore SO|Ruolo SO|Tipo di compilazione|Proprietario|Società|Codice prodotto|Data di installazione|Ora di avvio|Produttore|Modello|Tipo|Processori|Versione BIOS|Cartella Windows|Cartella di sistema|Unità di avvio|Lingua di sistema|Lingua di immissione|Fuso orario|Memoria totale|Memoria libera|Memoria virtuale: massimo|Memoria virtuale: libera|Memoria virtuale: in uso|File di scambio|Dominio|Server di accesso|Correzioni|Schede di rete',
    notAvailable: 'N/D',
    buildWord: 'build',
    workstation: 'Postazione a sé',
    locale: 'it;Italiano (Italia)',
    counted: (count) => `${count} già installati, qualità verificata.`,
    cardLines: ['Connessione', 'Modalità di indirizzo'],
  },
  ru: {
    labels:
      'Имя компьютера|Название системы|Версия системы|Издатель системы|Роль системы|Вид сборки|Владелец|Организация|Номер продукта|Дата установки|Время запуска|Изготовитель|Модель|Тип системы|Процессоры|Версия BIOS|Папка Windows|Системная папка|Устройство загрузки|Язык системы|Язык ввода|Часовой пояс|Вся память|Свободная память|Виртуальная память: наибольшая|Виртуальная память: свободно|Виртуальная память: занято|Файлы подкачки|Домен|Сервер входа|Исправления|Сетевые карты',
    notAvailable: 'Недоступно',
    buildWord: 'сборка',
    workstation: 'Отдельная рабочая станция',
    locale: 'ru;Русский',
    counted: (count) => `Установлено: ${count} шт.`,
    cardLines: ['Имя подключения', 'Адреса'],
  },
  zh: {
    labels:
      '计算机名|系统名|系统版本|系统厂商|系统角色|构建种类|所有人|单位|产品号|安装日期|启动时间|厂商|机型|系统种类|处理器|BIOS 版本|Windows 目录|系统目录|启动设备|系统语言|输入语言|时区|内存总量|可用内存|虚拟内存: 最大|虚拟内存: 可用|虚拟内存: 已用|页面文件|域|登录主机|补丁|网卡',
    notAvailable: '暂无',
    buildWord: '内部版本',
    workstation: '单机',
    locale: 'zh-cn;中文(中国)',
    counted: (count) => `已安装 ${count} 个。`,
    cardLines: ['连接名', 'IP 地址'],
  },
} as const satisfies Record<string, CaptureLanguage>;
