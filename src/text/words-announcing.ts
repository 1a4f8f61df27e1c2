/**
 * Words that say what the word behind them is. `user will`, `password=welcome`: what follows is
 * somebody's, and does not leave by being an ordinary word.
 */

/** Announce behind blanks, colons, equals signs and quotes. */
export const announcing = `
user username usr login logname account customer name firstname lastname surname fullname nickname
owner author passwd password pwd passphrase passcode secret token key apikey publickey auth session
cookie email phone address city street bearer tenant pass useradd userdel usermod chown finger
helo ehlo vrfy expn pin otp nick mnemonic credential credentials cvv cvc ssn dear mr mrs mister
madam miss enotfound whoami
`

/** Announce where a colon, an equals sign or a quote follows; `=` and blanks are too rare else. */
export const keys = `
home homes
users usernames logins accounts customers names owners authors passwords secrets tokens keys
apikeys sessions cookies emails phones addresses cities id ids uid euid auid ruser userid pin
mail recipient recipients sender senders member members patient employee creator contact contacts
authorization alias cc bcc ssn zip birthday mobile telephone signature
assignee reviewer operator actor principal subject sid jsessionid phpsessid
sessionid csrf csrftoken xsrf psk pw dbpass realm gid egid groups
profile profiles people person persons patients students staff crontabs guest guests phrase words
hint
host hostname rhost workstation computer nodename domain cn sn dn dc ou givenname gecos reporter
requester requestor approver caller callee identity serviceaccount cardholder holder payee
beneficiary candidate applicant visitor buyer seller supervisor colleague attn participants
participant attendee attendees organizer committer doctor nurse student teacher editor
`

/** Programs whose messages begin with a name: `su: will to root`. */
export const programs = 'su sudo'

/** May stand between what announces and what is announced. */
export const passing = 'for is was the a an invalid unknown illegal called named code'

/** May follow what announces, and end it: what is said of a user, a name, a password. */
export const following = `
not no found missing incorrect wrong expired expires expire changed change failed failure fails
required are were be been being has have had does did do can cannot could should must would
already and or but if in on at to by from with without of as than then that this it which who when
while where because before after into via per against using during until exceeded accepted
rejected denied revoked locked unlocked disabled enabled deleted created updated removed
added set reset unset opened open closed close started stopped ended timeout timed logged
authenticated authentication verification validation lookup request requests response
attempt attempts number numbers type types length value values count size field fields
column table file files server service agent page form data list exists exist exceeds matches match
mismatch contains sent received resolved resolution pool limit order group desc asc collision
generated rotation exchange management manager handler store cache refused format
logout empty too more unavailable available unauthorized successful successfully succeeded
error errors warning pam new
`

/** Say what happens, and who it is where a colon or an equals sign follows: `to=<will>`. */
export const addressing = 'to from by'

/** Stand for no value at all, even behind an equals sign. */
export const constants = 'null nil none true false undefined'
