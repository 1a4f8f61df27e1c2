/**
 * Names of programs, systems and processors that everybody has, as user agents (RFC 9110 §10.1.5),
 * servers and stacks write them. A name that is not here may say whose program it is.
 */

/** Browsers and what they say of themselves, programs that fetch, and scanners. */
const clients = `
Mozilla AppleWebKit KHTML like Gecko Chrome Chromium HeadlessChrome Safari Firefox Edg EdgA
EdgiOS Edge OPR Opera Presto Trident MSIE Version Mobile Vivaldi YaBrowser SamsungBrowser
UCBrowser CriOS FxiOS Electron DuckDuckGo Brave SeaMonkey Seamonkey Iceweasel Konqueror Epiphany
Lynx Links w3m Thunderbird Outlook compatible Googlebot bingbot DuckDuckBot Baiduspider
YandexBot AhrefsBot SemrushBot facebookexternalhit Twitterbot Slackbot Applebot MJ12bot DotBot
PetalBot GPTBot CCBot curl libcurl Wget wget HTTPie aria2 python-requests Python-urllib Python
aiohttp httpx urllib3 requests Go-http-client okhttp Apache-HttpClient Jakarta
Commons-HttpClient Java axios node node-fetch undici got superagent PostmanRuntime insomnia
libwww-perl lwp-request Perl Ruby Faraday PHP Guzzle GuzzleHttp reqwest hyper Rust Dart
CFNetwork Dalvik WinHTTP Microsoft-CryptoAPI Microsoft-Delivery-Optimization
Windows-Update-Agent WindowsPowerShell PowerShell Debian APT APT-HTTP dnf yum pip git docker
containerd kubectl kube-probe kubelet kube-apiserver kube-scheduler kube-controller-manager
Prometheus Grafana ELB-HealthChecker GoogleHC Zabbix Nagios check_http Datadog grpc-go grpc-java
grpc-node-js grpc-python grpc-c++ OTel-OTLP-Exporter-Python OTel-OTLP-Exporter-JavaScript
OTel-OTLP-Exporter-Java aws-cli aws-sdk-go aws-sdk-java aws-sdk-js Boto3 Botocore Terraform
zgrab masscan Nmap Nikto sqlmap gobuster DirBuster Nessus OpenVAS WPScan ApacheBench wrk k6 hey
JMeter
`

/** Systems, processors and kinds of device. */
const systems = `
Windows NT CE Phone Win64 Win32 WOW64 x64 x86 Macintosh Intel PPC Mac OS X macOS iPhone iPad
iPod iOS CPU Linux Ubuntu Debian Fedora CentOS Raspbian Alpine openSUSE Gentoo FreeBSD OpenBSD
NetBSD SunOS Solaris AIX Darwin Unix UNIX X11 Wayland Android Tablet Touch Tizen CrOS KaiOS U rv
i386 i586 i686 x86_64 amd64 arm64 aarch64 armv6l armv7l armv8l arm mips ppc64le s390x riscv64
`

/** Servers, their parts, stacks, and what speaks SIP, UPnP and DHCP. */
const servers = `
Apache nginx openresty Microsoft-IIS Microsoft-HTTPAPI Microsoft-Windows lighttpd Caddy envoy
istio-envoy gunicorn uWSGI Werkzeug Jetty Tomcat Apache-Coyote Kestrel cloudflare AmazonS3
AkamaiGHost gws GSE ESF sffe squid Varnish HAProxy Traefik Express ASP.NET Phusion Passenger
mod_ssl mod_perl mod_python mod_wsgi OpenSSL BaseHTTP SimpleHTTP WSGIServer CherryPy
TornadoServer Cowboy Boa mini_httpd thttpd GoAhead Asterisk FreeSWITCH Kamailio OpenSIPS
Linphone PJSUA UPnP DLNADOC MiniUPnPd MSFT dhcpcd udhcp udhcpc
`

/** All of them. */
export const productNames: readonly string[] = [
  ...new Set(`${clients} ${systems} ${servers}`.trim().split(/\s+/)),
]
