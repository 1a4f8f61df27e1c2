#!/bin/bash
# What dhclient runs when it has a lease: sets the address inside the namespace and nothing else.
case "$reason" in
  PREINIT | PREINIT6) ip link set "$interface" up ;;
  BOUND | RENEW | REBIND)
    ip addr replace "$new_ip_address/24" dev "$interface"
    ip route replace default via "$new_routers"
    ;;
  BOUND6 | RENEW6) ip addr replace "$new_ip6_address/128" dev "$interface" ;;
esac
exit 0
