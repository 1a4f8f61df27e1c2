/**
 * Where flows are found and which leaves next: an index by hash, lists in the order in which flows
 * were last met, and a list of free slots.
 */
import { createColumns, type FlowColumns, growColumns } from './flow-columns.js'
import { KEY, type PacketKey } from './packet-key.js'

/** Slots with their index and lists; -1 stands for none everywhere. */
export interface FlowLists {
  readonly columns: FlowColumns
  readonly size: number
  /** the slot of a key, or -1 */
  find(key: PacketKey): number
  /** a free slot for a key, or -1 when there is none; it is the last of list 0 */
  take(key: PacketKey): number
  /** frees a slot */
  release(slot: number): void
  /** makes a slot the last of a list: 0 of flows under way, 1 of those that are closing */
  touch(slot: number, list: number): void
  /** the slot of a list that was not met for longest, or -1 */
  first(list: number): number
}

const FIRST_SLOTS = 1 << 12

function equal(k: Int32Array, at: number, words: Int32Array): boolean {
  for (let i = 0; i < KEY - 1; i++) if (k[at + i] !== words[i]) return false
  return true
}

interface State {
  readonly c: FlowColumns
  readonly max: number
  index: Int32Array
  slots: number
  free: number
  size: number
  readonly heads: Int32Array
  readonly tails: Int32Array
  /** which list each slot is in */
  list: Uint8Array
}

function insert(s: State, slot: number): void {
  const place = s.c.hash[slot] & (s.index.length - 1)
  s.c.chain[slot] = s.index[place]
  s.index[place] = slot
}

function addFree(s: State, from: number, to: number): void {
  for (let i = to - 1; i >= from; i--) {
    s.c.chain[i] = s.free
    s.free = i
  }
}

/** Doubles the slots. Happens when none is free, so that every slot is in the index. */
function grow(s: State): boolean {
  if (s.slots >= s.max) return false
  const slots = Math.min(s.max, s.slots * 2)
  growColumns(s.c, slots)
  const list = new Uint8Array(slots)
  list.set(s.list)
  s.list = list
  s.index = new Int32Array(s.index.length * 2).fill(-1)
  for (let i = 0; i < s.slots; i++) insert(s, i)
  addFree(s, s.slots, slots)
  s.slots = slots
  return true
}

function unlink(s: State, slot: number): void {
  const { before, after } = s.c
  const list = s.list[slot]
  const p = before[slot]
  const n = after[slot]
  if (p < 0) s.heads[list] = n
  else after[p] = n
  if (n < 0) s.tails[list] = p
  else before[n] = p
}

function append(s: State, slot: number, list: number): void {
  const last = s.tails[list]
  s.list[slot] = list
  s.c.before[slot] = last
  s.c.after[slot] = -1
  if (last < 0) s.heads[list] = slot
  else s.c.after[last] = slot
  s.tails[list] = slot
}

function take(s: State, key: PacketKey): number {
  if (s.free < 0 && !grow(s)) return -1
  const slot = s.free
  s.free = s.c.chain[slot]
  s.c.key.set(key.words, slot * KEY)
  s.c.hash[slot] = key.hash
  insert(s, slot)
  append(s, slot, 0)
  s.size++
  return slot
}

function release(s: State, slot: number): void {
  unlink(s, slot)
  const { chain, hash } = s.c
  const place = hash[slot] & (s.index.length - 1)
  if (s.index[place] === slot) s.index[place] = chain[slot]
  else {
    let i = s.index[place]
    while (chain[i] !== slot) i = chain[i]
    chain[i] = chain[slot]
  }
  chain[slot] = s.free
  s.free = slot
  s.size--
}

/** Makes lists for up to `max` flows; memory is taken as flows come. */
export function createFlowLists(max: number): FlowLists {
  const slots = Math.min(max, FIRST_SLOTS)
  let places = 16
  while (places < slots * 2) places *= 2
  const s: State = {
    c: createColumns(slots),
    max,
    index: new Int32Array(places).fill(-1),
    slots,
    free: -1,
    size: 0,
    heads: new Int32Array(2).fill(-1),
    tails: new Int32Array(2).fill(-1),
    list: new Uint8Array(slots),
  }
  addFree(s, 0, slots)
  return {
    columns: s.c,
    get size() {
      return s.size
    },
    find(key) {
      let i = s.index[key.hash & (s.index.length - 1)]
      while (i >= 0 && (s.c.hash[i] !== key.hash || !equal(s.c.key, i * KEY, key.words))) {
        i = s.c.chain[i]
      }
      return i
    },
    take: (key) => take(s, key),
    release: (slot) => release(s, slot),
    touch(slot, list) {
      if (s.tails[list] === slot && s.list[slot] === list) return
      unlink(s, slot)
      append(s, slot, list)
    },
    first: (list) => s.heads[list],
  }
}
