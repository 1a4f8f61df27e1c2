/**
 * Names of algorithms that an SSH key exchange offers (RFC 4253 §6, RFC 5656, RFC 8268, RFC 8308,
 * RFC 8332, RFC 8731, RFC 8758, IANA's registry of SSH parameters), and those that programs made up
 * and share. Which are offered, and in which order, tells the program, as cipher suites do.
 */
import { wordSet } from './words.js'

/** Known names, in lower case as they are sent. */
export const algorithms = wordSet(
  `none zlib zlib@openssh.com
  curve25519-sha256 curve25519-sha256@libssh.org curve448-sha512 ecdh-sha2-nistp256
  ecdh-sha2-nistp384 ecdh-sha2-nistp521 diffie-hellman-group-exchange-sha256
  diffie-hellman-group-exchange-sha1 diffie-hellman-group1-sha1 diffie-hellman-group14-sha1
  diffie-hellman-group14-sha256 diffie-hellman-group15-sha512 diffie-hellman-group16-sha512
  diffie-hellman-group17-sha512 diffie-hellman-group18-sha512 rsa1024-sha1 rsa2048-sha256
  sntrup761x25519-sha512 sntrup761x25519-sha512@openssh.com
  sntrup4591761x25519-sha512@tinyssh.org mlkem768x25519-sha256 mlkem768nistp256-sha256
  mlkem1024nistp384-sha384 ext-info-c ext-info-s kex-strict-c-v00@openssh.com
  kex-strict-s-v00@openssh.com kexguess2@matt.ucc.asn.au kexalgoquery-v00@openssh.com
  ssh-rsa ssh-dss ssh-ed25519 ssh-ed448 rsa-sha2-256 rsa-sha2-512 ecdsa-sha2-nistp256
  ecdsa-sha2-nistp384 ecdsa-sha2-nistp521 sk-ssh-ed25519@openssh.com
  sk-ecdsa-sha2-nistp256@openssh.com ssh-rsa-cert-v01@openssh.com ssh-dss-cert-v01@openssh.com
  ssh-ed25519-cert-v01@openssh.com rsa-sha2-256-cert-v01@openssh.com
  rsa-sha2-512-cert-v01@openssh.com ecdsa-sha2-nistp256-cert-v01@openssh.com
  ecdsa-sha2-nistp384-cert-v01@openssh.com ecdsa-sha2-nistp521-cert-v01@openssh.com
  sk-ssh-ed25519-cert-v01@openssh.com sk-ecdsa-sha2-nistp256-cert-v01@openssh.com
  ssh-rsa-cert-v00@openssh.com ssh-dss-cert-v00@openssh.com x509v3-ssh-rsa x509v3-ssh-dss
  x509v3-sign-rsa x509v3-sign-dss x509v3-rsa2048-sha256 x509v3-ecdsa-sha2-nistp256
  x509v3-ecdsa-sha2-nistp384 x509v3-ecdsa-sha2-nistp521
  aes128-ctr aes192-ctr aes256-ctr aes128-cbc aes192-cbc aes256-cbc aes128-gcm@openssh.com
  aes256-gcm@openssh.com aes128-gcm aes256-gcm aead_aes_128_gcm aead_aes_256_gcm
  chacha20-poly1305@openssh.com chacha20-poly1305 3des-cbc 3des-ctr blowfish-cbc blowfish-ctr
  twofish-cbc twofish128-cbc twofish192-cbc twofish256-cbc twofish128-ctr twofish192-ctr
  twofish256-ctr serpent128-cbc serpent192-cbc serpent256-cbc serpent128-ctr serpent192-ctr
  serpent256-ctr cast128-cbc cast128-ctr idea-cbc des-cbc arcfour arcfour128 arcfour256
  camellia128-cbc camellia192-cbc camellia256-cbc camellia128-ctr camellia192-ctr camellia256-ctr
  rijndael-cbc@lysator.liu.se
  hmac-sha1 hmac-sha1-96 hmac-sha2-256 hmac-sha2-512 hmac-sha2-256-96 hmac-sha2-512-96 hmac-md5
  hmac-md5-96 hmac-ripemd160 hmac-ripemd160@openssh.com hmac-sha1-etm@openssh.com
  hmac-sha1-96-etm@openssh.com hmac-sha2-256-etm@openssh.com hmac-sha2-512-etm@openssh.com
  hmac-md5-etm@openssh.com hmac-md5-96-etm@openssh.com hmac-ripemd160-etm@openssh.com
  umac-64@openssh.com umac-128@openssh.com umac-64-etm@openssh.com umac-128-etm@openssh.com
  hmac-sha256 hmac-sha256@ssh.com hmac-sha256-2@ssh.com hmac-sha256-96@ssh.com
  hmac-sha224@ssh.com hmac-sha384@ssh.com hmac-sha512@ssh.com hmac-sha512-96@ssh.com`
    .trim()
    .split(/\s+/),
)
