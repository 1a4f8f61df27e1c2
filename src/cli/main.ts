#!/usr/bin/env node
/** What the shell starts. */
import { runProgram } from './program.js'
import { quietWhenClosed } from './ui/failure.js'

quietWhenClosed(process.stdout)
quietWhenClosed(process.stderr)
await runProgram(process.argv)
