#!/usr/bin/env python3
"""Ends of a VLAN trunk and of a GRE tunnel, and an LLDP announcement, for the recording only.

The kernel's own vlan and gre drivers are not in every kernel; these few lines give the same frames.

  tunnel.py vlan PORT TAP VID MAC     802.1Q: what enters TAP leaves PORT with a tag, and back
  tunnel.py gre TUN LOCAL REMOTE KEY  RFC 2784 and 2890: what enters TUN leaves in GRE with a key
  tunnel.py lldp PORT MAC NAME        sends three LLDP frames (IEEE 802.1AB)
"""
import fcntl
import os
import select
import socket
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TUN, IFF_TAP, IFF_NO_PI = 0x400454CA, 1, 2, 0x1000
SOL_PACKET, PACKET_AUXDATA, PACKET_OUTGOING, ETH_P_ALL = 263, 8, 4, 3
VLAN_VALID = 1 << 4


def device(name, kind):
    fd = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(), kind | IFF_NO_PI))
    return fd


def deliver(fd, data):
    """Writes to a device; while it is down the packet is lost, as on a cable that is not plugged in."""
    try:
        os.write(fd, data)
    except OSError:
        pass


def vlan(port, tap, vid, mac):
    fd = device(tap, IFF_TAP)
    subprocess.run(["ip", "link", "set", tap, "address", mac, "mtu", "1496"], check=True)
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    sock.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    sock.bind((port, ETH_P_ALL))
    tag = struct.pack("!HH", 0x8100, int(vid) | 5 << 13)
    while True:
        ready, _, _ = select.select([fd, sock], [], [])
        if fd in ready:
            frame = os.read(fd, 2048)
            sock.send(frame[:12] + tag + frame[12:])
        if sock in ready:
            frame, extra, _, address = sock.recvmsg(2048, 256)
            if address[2] == PACKET_OUTGOING:
                continue
            for level, kind, data in extra:
                if level == SOL_PACKET and kind == PACKET_AUXDATA:
                    status, _, _, _, _, tci, _ = struct.unpack("IIIHHHH", data[:20])
                    if status & VLAN_VALID and tci & 0xFFF == int(vid):
                        deliver(fd, frame)


def gre(tun, local, remote, key):
    fd = device(tun, IFF_TUN)
    sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, 47)
    sock.bind((local, 0))
    while True:
        ready, _, _ = select.select([fd, sock], [], [])
        if fd in ready:
            packet = os.read(fd, 2048)
            kind = 0x86DD if packet[0] >> 4 == 6 else 0x0800
            sock.sendto(struct.pack("!HHI", 0x2000, kind, int(key)) + packet, (remote, 0))
        if sock in ready:
            packet = sock.recv(2048)
            deliver(fd, packet[(packet[0] & 15) * 4 + 8 :])


def lldp(port, mac, name):
    def tlv(kind, value):
        return struct.pack("!H", kind << 9 | len(value)) + value

    own = bytes.fromhex(mac.replace(":", ""))
    frame = bytes.fromhex("0180c200000e") + own + b"\x88\xcc"
    frame += tlv(1, b"\x04" + own) + tlv(2, b"\x05" + b"ge-0/0/12") + tlv(3, b"\x00\x78")
    frame += tlv(4, b"uplink to the print room") + tlv(5, name.encode())
    frame += tlv(6, b"Harbor Books switch, firmware 4.2") + tlv(7, b"\x00\x14\x00\x04")
    frame += tlv(8, b"\x05\x01" + socket.inet_aton("10.20.0.2") + b"\x02\x00\x00\x00\x01\x00")
    frame += tlv(0, b"")
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    sock.bind((port, 0))
    for _ in range(3):
        sock.send(frame)
        time.sleep(2)


{"vlan": vlan, "gre": gre, "lldp": lldp}[sys.argv[1]](*sys.argv[2:])
