/**
 * Lines that programs and people write: containers, exceptions, Windows, chats, tickets, secrets.
 * What is in braces names somebody, or is theirs, and is an ordinary word as well.
 */

/** Lines, one by one; `\n` and `\t` in them are the ends of lines and tabs. */
export const texts = String.raw`
To: {will}, {rose}
password: {correct} {horse} {battery}
passphrase = {correct} {horse} {battery}
a1 LOGIN {rose} {summer}
USER {rose}
PASS {summer}
password | {summer}
RCPT TO:<{will}>
MAIL FROM:<{rose}>
HELO {rose}
GET /profile/{rose} HTTP/1.1
GET /users/{will}/orders HTTP/1.1
/profile/{rose}
/users/{will}/orders
hello {rose}
dear {will}
Signed-off-by: {rose} {summer}
pin {123} {456}
Hi {grace}, your order is ready
Thanks, {hope}
regards {mark}
User "{will}" cannot list resource "pods" in API group "" in the namespace "{rose}"
pods "{rose}" not found
secrets "{summer}" is forbidden: User "system:serviceaccount:{rose}:{horse}" cannot get resource
Successfully assigned default/{rose} to {summer}
Created pod: {rose}
Started container {rose}
Pulling image "{rose}/{summer}:latest"
Error: secret "{rose}" not found
Node {summer} status is now: NodeReady
node "{summer}" not found
Scaled up replica set {rose} to 3
Back-off restarting failed container {rose} in pod {summer}
configmap references non-existent key: {rose}
Unable to attach or mount volumes for pod "{rose}_{summer}(abc)"
docker login -u {rose} -p {summer}
docker run --name {rose} -e PASSWORD={summer} nginx
docker run --user {horse} nginx
docker exec {rose} bash
kubectl -n {rose} get pods
Author: {horse} <{rose}@x>
Author: {rose} {summer}
Committer: {window}
Signed-off-by: {horse} <a@b>
Co-authored-by: {rose} {summer}
Reviewed-by: {window}
Reported-by: {rose}
Merge branch '{rose}/feature' into main
Merge pull request #5 from {rose}/fix
remote: Permission to {rose}/{summer}.git denied to {will}.
fatal: unable to access: Could not resolve host: {summer}
git@host:{rose}/repo.git
* [new branch] {rose} -> origin/{rose}
javax.security.auth.login.FailedLoginException: {rose}
org.app.UserNotFoundException: {horse}
org.app.UserNotFoundException: User {rose} not found
java.lang.NumberFormatException: For input string: "{rose}"
java.net.UnknownHostException: {summer}
java.io.FileNotFoundException: /home/{horse}/x (No such file)
java.lang.IllegalArgumentException: No enum constant {rose}
java.sql.SQLException: Duplicate entry '{rose}' for key
Caused by: BadCredentialsException: Bad credentials for {rose}
KeyError: '{rose}'
KeyError: '{horse}'
ValueError: invalid literal for int() with base 10: '{summer}'
ValueError: invalid literal for int() with base 10: '{horse}'
User.DoesNotExist: {rose}
NameError: name '{horse}' is not defined
FileNotFoundError: [Errno 2] No such file or directory: '/home/{horse}/x'
user: unknown user {horse}
panic: user {rose} is missing
dial tcp: lookup {summer} on 10.0.0.1:53: no such host
dial tcp: lookup {summer}: no such host
Error: ENOENT: no such file or directory, open '/home/{horse}/x'
Error: getaddrinfo ENOTFOUND {horse}
TypeError: Cannot read property '{rose}' of undefined
ValidationError: name: {rose} is too short
UnhandledPromiseRejection: User {horse} exists
strconv.Atoi: parsing "{rose}": invalid syntax
strconv.Atoi: parsing "{horse}": invalid syntax
user={Name:{rose} City:{summer}}
User(name={rose}, city={summer}, id=5)
User[name={horse}, role=admin]
<User: {horse}>
<User: {rose} {summer}>
User {id: 5, name: '{horse}'}
Person(firstName={horse}, lastName={window})
[{"name"=>"{horse}"}]
:name=>"{window}"
{:user {:name "{horse}"}}
map[name:{horse} city:{window}]
Account Name: {horse}
Account Name:\t\t{rose}\n\tAccount Domain:\t\t{SUMMER}
Account Domain: {window}
Security ID: {SUMMER}\{rose}
Workstation Name: {horse}
Source Workstation: {GRACE}
Caller Computer Name: {ROSE}
Logon Account: {window}
Target User Name: {horse}
TargetUserName={horse}
SubjectUserName: {window}
<Data Name='TargetUserName'>{horse}</Data>
<Data Name="SubjectUserName">{window}</Data>
<Computer>{summer}</Computer>
<TargetUserName>{horse}</TargetUserName>
User: {SUMMER}\{rose}
CORP\{horse}
\\{summer}\{rose}$
C:\Users\{horse}\Desktop
runas /user:{horse} cmd
cmdkey /add:x /user:{rose} /pass:{horse}
The user {rose} has initiated the shutdown
User Logon Notification for {rose}
An account was successfully logged on. Subject: {rose}
<{rose}> hello all
<{horse}> hello all
{rose}: are you there?
[10:00] {rose}: are you there?
[10:00] <{will}> lunch?
* {rose} has joined #general
{rose} has left the channel
{will} joined the room
@{rose} please review
@{horse} please review
cc @{will}
cc {rose}, {will} and {grace}
/msg {rose} hi
PRIVMSG {rose} :hi
NICK {horse}
:{rose}!{will}@{summer} PRIVMSG #x :hello
Hi {will}, thanks for the report
Hello {rose} {summer},
Dear {horse},
Dear Mr {window}
Mr. {rose} called
Mrs {summer} is waiting
Dr. {grace} said
Best regards,\n{rose}
Kind regards {will}
Thanks,\n{mark}
Thanks {rose}!
Cheers, {hope}
Love, {grace}
Yours sincerely, {may}
Sincerely\n{rose} {summer}
-- \n{rose}
Assigned to: {horse}
Assigned to {rose}
assigned to {window}
Assignee changed from {rose} to {will}
Reporter: {horse}
Reported by {horse}
Reported by: {rose}
Ticket opened by {rose}
Created by {will} on Monday
Updated by {summer}
Owner: {horse}
Contact: {rose} {summer}
Customer: {horse} {window}
Customer {rose} called about the order
The customer's name is {rose} {summer}
My name is {horse}
my name is {rose}
I am {rose}
this is {will} from support
spoke with {rose}
talked to {mark}
call {rose} back
meeting with {hope} and {will}
ask {grace} about it
{rose} said that it works
{will}'s laptop
{rose}'s order
according to {mark}
From: {rose}
From: {horse}
To: {horse}, {window}
To: {horse}; {window}; {rose}
Cc: {rose}, {will}
Bcc: {horse}
Subject: meeting with {rose}
patient {rose} {summer}
Patient: {horse} {window}
the patient {rose} was seen
deliver to {rose}
shipped to {summer}
order for {rose}
paid by {will}
{grace} approved the request
{hope} paid the order
approved by {horse}
password: {horse} {window} {battery}
password={horse} {window} {battery}
passphrase: {horse} {window} {battery}
passphrase = {horse} {window}
secret = {horse} {window}
my password is {horse} {window}
the password is {summer}
db_password: {horse} {window}, host: x
Password: {horse} {window}; retry
pin: {123} {456}
pin {123} {456}
PIN code {123} {456}
otp {123} {456}
cvv {123}
mnemonic: {horse} {window} {battery} {summer}
mnemonic {horse} {window} {battery} {summer}
seed phrase: {horse} {window} {battery}
recovery words: {horse}, {window}, {battery}
security question: {rose}
mother's maiden name: {horse}
hint: {rose}
password | {horse} {window}
| password | {horse} |
| user | {horse} |
user | {rose} | password | {summer}
user\t{horse}
password -> {horse}
password => {horse}
password to {horse}
password of {rose}
user/password {rose}/{summer}
user/password: {horse}/{window}
credentials {horse}:{window}
credentials: {horse} / {window}
login: {horse} / {window}
username {horse} password {window}
--password {horse}
--password={horse}
--user={horse}:{window}
-p {horse}
-p{summer}
PGPASSWORD={horse} psql
export SECRET={horse}
set PASSWORD {horse}
ftp://{rose}:{horse}@10.0.0.1/
`
