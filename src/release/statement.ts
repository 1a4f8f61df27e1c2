/** The shape of what is signed: in-toto Statements v1, and the types of predicate a release has. */
import { z } from 'zod'

/** Prefix of this program's own predicate types. */
export const PREDICATES = 'scrim:predicate/'
/** The predicate of test runs that other tools know (in-toto/attestation, test-result.md). */
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'

const digest = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** An in-toto Statement v1 (github.com/in-toto/attestation, spec/v1/statement.md). */
export const statementShape = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.strictObject({ name: z.string(), digest })),
  predicateType: z.string(),
  predicate: z.record(z.string(), z.unknown()),
})

/** A statement that has this shape. */
export type Statement = z.infer<typeof statementShape>
