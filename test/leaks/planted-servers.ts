/**
 * Lines that servers write: ssh, PAM, cron, mail, files, directories, VPNs, databases and others.
 * What is in braces names somebody, or is theirs, and is an ordinary word as well.
 */

/** Lines, one by one; `\n` and `\t` in them are the ends of lines and tabs. */
export const servers = String.raw`
Accepted publickey for {horse} from 10.0.0.1 port 22 ssh2: RSA SHA256:abc
Accepted password for {rose} from 10.0.0.1 port 22 ssh2
Failed password for {may} from 10.0.0.1 port 22 ssh2
Failed none for invalid user {grace} from 10.0.0.1 port 22 ssh2
Invalid user {hope} from 10.0.0.1 port 22
Connection closed by invalid user {will} 10.0.0.1 port 22 [preauth]
Connection closed by authenticating user {window} 10.0.0.1 port 22 [preauth]
Disconnected from user {rose} 10.0.0.1 port 22
Received disconnect from 10.0.0.1 port 22:11: disconnected by user {mark}
User {will} from 10.0.0.1 not allowed because not listed in AllowUsers
User {rose} not allowed because account is locked
maximum authentication attempts exceeded for {summer} from 10.0.0.1 port 22 ssh2 [preauth]
Postponed keyboard-interactive for {rose} from 10.0.0.1 port 22 ssh2 [preauth]
error: PAM: Authentication failure for {will} from 10.0.0.1
Starting session: shell on pts/0 for {rose} from 10.0.0.1 port 22 id 0
Starting session: command for {mark} from 10.0.0.1 port 22 id 0
Close session: user {window} from 10.0.0.1 port 22 id 0
Authentication refused: bad ownership or modes for directory /home/{horse}/.ssh
reverse mapping checking getaddrinfo for {rose} [10.0.0.1] failed.
Address 10.0.0.1 maps to {summer}, but this does not map back to the address
userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedAlgorithms for {will}
Certificate ID "{rose}" (serial 5) from CA RSA
session opened for local user {grace} from [10.0.0.1]
{rose} : TTY=pts/0 ; PWD=/home/{rose} ; USER=root ; COMMAND=/bin/ls
{window} : TTY=pts/0 ; PWD=/tmp ; USER={horse} ; COMMAND=/bin/ls
{horse} : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/su
{window} : 3 incorrect password attempts ; TTY=pts/1 ; PWD=/ ; USER=root
{rose} is not in the sudoers file. This incident will be reported.
{window} is not in the sudoers file.
su: (to root) {rose} on pts/0
(to {horse}) {rose} on pts/1
+ /dev/pts/0 {rose}:root
- /dev/pts/1 {will}:root
FAILED SU (to root) {window} on pts/0
Successful su for root by {rose}
FAILED su for {horse} by {will}
BAD SU {rose} to root on /dev/ttyp0
pam_unix(sshd:session): session opened for user {horse} by (uid=0)
pam_unix(su:session): session opened for user root by {rose}(uid=1000)
pam_unix(cron:session): session closed for user {may}
pam_succeed_if(sshd:auth): requirement "uid >= 1000" not met by user "{window}"
pam_tally2(sshd:auth): user {rose} (1000) tally 5, deny 3
pam_faillock(sshd:auth): Consecutive login failures for user {horse} account temporarily locked
pam_krb5(sshd:auth): user {will} authenticated as {rose}@{SUMMER}
pam_ldap: error trying to bind as user "uid={rose},ou=people,dc={summer}" (Invalid credentials)
pam_winbind(sshd:auth): getting password (0x00000388) for {rose}
pam_winbind(sshd:auth): user '{window}' granted access
FAILED LOGIN (1) on '/dev/tty1' FOR '{horse}', Authentication failure
FAILED LOGIN 2 FROM tty1 FOR {will}, Authentication failure
ROOT LOGIN ON tty1 FROM {rose}
LOGIN ON tty1 BY {grace}
new user: name={horse}, UID=1001, GID=1001, home=/home/{horse}, shell=/bin/bash
new group: name={window}, GID=1001
add '{rose}' to group '{horse}'
add '{will}' to shadow group 'sudo'
delete user '{rose}'
removed group '{window}' owned by '{rose}'
change user '{rose}' password
changed password expiry for {will}
password for '{rose}' changed by 'root'
passwd: password changed for {hope}
chage: changed password expiry for {rose}
New session 12 of user {window}.
Session 12 of user {rose} logged out. Waiting for processes to exit.
Created slice User Slice of {rose}.
Started Session 5 of User {horse}.
Started Session 5 of user {rose}.
({rose}) CMD (/usr/bin/backup)
({horse}) CMD (cd /home/{horse} && ./run)
({window}) RELOAD (crontabs/{window})
({will}) LIST ({will})
({rose}) BEGIN EDIT ({rose})
({rose}) AUTH (crontab command not allowed)
({may}) MAIL (mailed 5 bytes of output but got status 0x0001)
/var/spool/cron/crontabs/{rose}: bad minute
Authorized session for crontab {rose}
Job 5 started by {will}
to=<{window}>, orig_to=<{horse}>, relay=none, status=bounced (unknown user: "{window}")
from=<{will}>, size=500, nrcpt=1 (queue active)
client=unknown[10.0.0.1], sasl_method=PLAIN, sasl_username={horse}
warning: unknown[10.0.0.1]: SASL LOGIN authentication failed: {rose}
uid=1000 from=<{horse}>
lost connection after AUTH from {summer}[10.0.0.1]
connect from {rose}[10.0.0.1]
warning: hostname {summer} does not resolve to address 10.0.0.1
MAIL FROM:<{window}> SIZE=500
mail from: {window}
RCPT TO: {horse}
EHLO {summer}
VRFY {horse}
EXPN {rose}
AUTH PLAIN {rose}
AUTH LOGIN {window}
250 {rose} Hello {summer} [10.0.0.1], pleased to meet you
imap-login: Login: user=<{rose}>, method=PLAIN, rip=10.0.0.1, lip=10.0.0.2, mpid=5, TLS
imap({horse}): Disconnected: Logged out in=5 out=7
imap({rose})<123><abc>: Logged out
pop3({window}): Connection closed
lda({rose}): msgid=<5@x>: saved mail to INBOX
auth: passwd-file({rose},10.0.0.1): unknown user
auth-worker(123): pam({will},10.0.0.1): pam_authenticate() failed: Authentication failure
managesieve({grace}): Disconnected
a1 LOGIN {window} {horse}
A001 LOGIN "{rose}" "{summer}"
USER {window}
PASS {window} {horse}
530 Login incorrect for {rose}
331 Password required for {horse}
331 Please specify the password for {rose}.
230 User {window} logged in
[pid 123] [{window}] OK LOGIN: Client "10.0.0.1"
[pid 123] [{rose}] FAIL LOGIN: Client "10.0.0.1"
[{horse}] OK UPLOAD: Client "10.0.0.1", "/home/{horse}/a.txt", 5 bytes
[{rose}] FTP response: Client "10.0.0.1", "230 Login successful."
USER {rose}: Login successful.
USER {horse} (Login failed): No such user found
{summer} (10.0.0.1[10.0.0.1]) - USER {rose}: no such user found from 10.0.0.1
{summer} (10.0.0.1) closed connection to service {rose}
check_ntlm_password: authentication for user [{rose}] -> [{rose}] -> [{will}] succeeded
smbd_audit: {rose}|10.0.0.1|{summer}|open|ok|r|a.txt
make_user_info: Username {window} is invalid
Could not find user {horse} in passdb
domain [{SUMMER}] user [{rose}]
session setup failed for user {SUMMER}\{rose}
TGS_REQ (4 etypes) 10.0.0.1: ISSUE: authtime 5, {will}@{SUMMER} for host/{rose}@{SUMMER}
CLIENT_NOT_FOUND: {rose}@{SUMMER} for krbtgt
Request: {rose}@{SUMMER} from 10.0.0.1
Principal "{horse}" created.
kinit: Client '{rose}' not found in Kerberos database while getting initial credentials
conn=5 op=0 BIND dn="uid={horse},ou=people,dc={summer},dc=example" method=128
conn=5 op=1 SRCH base="ou={window},dc={summer}" scope=2 deref=0 filter="(uid={rose})"
conn=5 op=1 SRCH base="dc={summer}" filter="(&(objectClass=person)(cn={window}*))"
conn=5 op=2 MOD dn="cn={Rose} {Summer},ou={window}"
cn={rose} {summer},ou=staff
CN={window} {horse},O={summer} corp
subject=/C=US/O={Summer}/CN={rose}
issuer: CN={rose}
sn: {summer}
givenName: {rose}
mail: {rose}
memberUid: {horse}
member: uid={will},ou=people
uid: {window}
displayName: {rose} {summer}
homeDirectory: /home/{horse}
{rose}/10.0.0.1:1194 MULTI: Learn: 10.8.0.6 -> {rose}/10.0.0.1:1194
{window}/10.0.0.1:1194 SIGUSR1[soft,ping-restart] received
10.0.0.1:1194 [{rose}] Peer Connection Initiated with [AF_INET]10.0.0.1:1194
10.0.0.1:1194 [{window}] Peer Connection Initiated with [AF_INET]10.0.0.1:1194
VERIFY OK: depth=0, CN={horse}
VERIFY OK: depth=1, C=US, O={summer}, CN={summer} CA
TLS: Username/Password authentication succeeded for username '{horse}' [CN SET]
PLUGIN AUTH-PAM: BACKGROUND: user '{rose}' failed to authenticate
MANAGEMENT: >CLIENT:ENV,common_name={window}
MANAGEMENT: CMD 'client-kill {rose}'
CLIENT_LIST,{rose},10.0.0.1:1194,10.8.0.6,500,600
10.8.0.6,{rose},10.0.0.1:1194,5
authentication of '{window}' with pre-shared key successful
authentication of '{rose}' (myself) with RSA signature
IKE_SA {rose}[1] established between 10.0.0.1[{will}]...10.0.0.2[{summer}]
looking for peer configs matching 10.0.0.1[%any]...10.0.0.2[{rose}]
selected peer config '{summer}'
EAP-Identity request configured, got '{horse}'
XAuth authentication of '{window}' successful
CHILD_SA {rose}{1} established
no shared key found for '{rose}' - '{will}'
Login OK: [{rose}] (from client {summer} port 0 cli 00-11-22-33-44-55)
Login incorrect: [{horse}/{window}] (from client {summer} port 0)
Login incorrect (pap: cleartext password does not match): [{rose}/{summer}]
User-Name = "{window}"
User-Password = "{horse}"
Calling-Station-Id = "{rose}"
rad_recv: Access-Request, User-Name = '{will}'
PPP: {rose} authenticated
pppd: peer {rose} authorized
L2TP: user={window}
user "{window}": password mismatch, client: 10.0.0.1, server: {summer}, request: "GET / HTTP/1.1"
open() "/var/www/{rose}/a.html" failed (2: No such file or directory)
open() "/home/{window}/public/a.html" failed
AH01617: user {rose}: authentication failure for "/admin": Password Mismatch
AH01618: user {horse} not found: /secret
[client 10.0.0.1:5] AH00128: File does not exist: /home/{horse}/web
[auth_basic:error] user {window}: authentication failure
"GET /profile/{horse} HTTP/1.1" 200 5 "-" "-"
"GET /u/{rose} HTTP/1.1" 200
"GET /~{window}/ HTTP/1.1" 404
"GET /users/{window}/edit HTTP/1.1" 404
"GET /accounts/{horse} HTTP/1.1" 404
"GET /people/{window} HTTP/1.1" 200
"GET /@{rose} HTTP/1.1" 200
"GET /login?user={horse}&pass={window} HTTP/1.1" 302
"POST /reset?email={rose} HTTP/1.1" 200
"GET /search?q={rose}+{summer} HTTP/1.1" 200
10.0.0.1 - {rose} [time] "GET / HTTP/1.1" 200
upstream timed out while connecting to {summer}
Access denied for user '{rose}'@'{summer}' (using password: YES)
Access denied for user '{window}'@'{horse}' to database '{rose}'
Unknown database '{rose}'
Duplicate entry '{rose}' for key 'name'
Duplicate entry '{horse}' for key 'PRIMARY'
CREATE USER '{horse}'@'%' IDENTIFIED BY '{window}'
CREATE USER {rose} WITH PASSWORD '{summer}'
CREATE ROLE {rose} LOGIN
ALTER ROLE {rose} SET x
ALTER TABLE t OWNER TO {rose}
GRANT ALL ON t TO {rose}
GRANT {rose} TO {will}
REVOKE ALL ON t FROM {rose}
DROP USER {window}
SET PASSWORD FOR {rose} = PASSWORD('{summer}')
SET ROLE {rose}
password authentication failed for user "{window}"
role "{rose}" does not exist
role "{horse}" does not exist
database "{summer}" does not exist
no pg_hba.conf entry for host "10.0.0.1", user "{horse}", database "{summer}", SSL off
permission denied for schema {rose}
must be owner of table {rose}
Key (email)=({rose}) already exists.
Key (username)=({horse}) already exists.
Key (name, city)=({horse}, {window}) already exists.
Failing row contains (5, {rose}, {summer}, null).
Failing row contains (5, {horse}, {window}, null).
connection authorized: user={window} database={summer} application_name=psql
connection received: host={summer} port=5432
parameters: $1 = '{horse}', $2 = '{window}'
INSERT INTO users (name) VALUES ("{rose}")
INSERT INTO users VALUES (1, '{horse}', '{window}')
UPDATE users SET name = '{horse}' WHERE id = 5
UPDATE t SET note = '{horse}' WHERE x = 5
SELECT * FROM t WHERE note LIKE '{horse}%'
SELECT * FROM t WHERE x IN ('{horse}', '{window}')
SELECT * FROM t WHERE x <> '{horse}'
DELETE FROM t WHERE x='{window}'
WHERE name = "{horse}"
mongo: {user: "{rose}", db: "{summer}"}
UserNotFound: Could not find user "{rose}" for db "{summer}"
AUTH {rose} {summer}
SET user:{rose}:name "{horse}"
HGET user:{horse} email
ORA-01017: invalid username/password; logon denied for {rose}
Login failed for user '{window}'. Reason: Password did not match
Cannot open database "{rose}" requested by the login.
`
