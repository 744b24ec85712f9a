import type { AnySchema } from '@sextant/db/core/field.model'
import type { InferOutput } from 'valibot'
import type { KnownRoute } from './route'
import type { DeclaredRoute } from './routes'

export type { ProblemBody } from './problem'

/**
 * What the door promises, for types alone: each route by its method and its path as the reference writes it, `/crm/leads/{id}`.
 * All of it follows from the routes. Those that answer with something else than JSON, such as a file, are left out.
 */
type Contract = {
  [M in DeclaredRoute['method']]: {
    [R in Extract<DeclaredRoute, { method: M }> as PromisedPath<R>]: R
  }
}

type PromisedPath<R> =
  R extends KnownRoute<infer _M, infer P, unknown, unknown, infer A>
    ? string extends P
      ? never
      : A[keyof A] extends { contentType: string }
        ? never
        : WrittenPath<P>
    : never

/** `/crm/leads/:id` → `/crm/leads/{id}`. */
type WrittenPath<P extends string> = P extends `${infer Head}:${infer Name}/${infer Tail}`
  ? `${Head}{${Name}}/${WrittenPath<Tail>}`
  : P extends `${infer Head}:${infer Name}`
    ? `${Head}{${Name}}`
    : P

export type Verb = keyof Contract
export type PathOf<M extends Verb> = keyof Contract[M] & string

/** The names in braces. */
type Names<P extends string> = P extends `${string}{${infer Name}}${infer Tail}` ? Name | Names<Tail> : never
export type ParamsOf<P extends string> = { [N in Names<P>]: string }

type Takes<R> = R extends { takes?: infer T } ? NonNullable<T> : never

/** A parameter as a program holds it, before it is text. */
type Value<V> =
  | V
  | null
  | undefined
  | (string extends V ? number : never)
  | ('true' extends V ? boolean : never)
type Query<Q> = Q extends object
  ? { [K in keyof Q as undefined extends Q[K] ? K : never]?: Value<Q[K]> } & {
      [K in keyof Q as undefined extends Q[K] ? never : K]: Value<Q[K]>
    }
  : undefined
export type QueryOf<M extends Verb, P extends PathOf<M>> = Query<
  Takes<Contract[M][P]> extends { query: infer Q } ? Q : never
>

/** Nothing in it is changed by sending it. */
type Sent<T> = T extends readonly (infer I)[]
  ? readonly Sent<I>[]
  : T extends object
    ? { [K in keyof T]: Sent<T[K]> }
    : T
export type BodyOf<M extends Verb, P extends PathOf<M>> = Sent<
  Takes<Contract[M][P]> extends { body: infer B } ? B : never
>

type Success = 200 | 201 | 202 | 204 | 207
type Told<A> = A extends { schema: infer S extends AnySchema } ? InferOutput<S> : undefined
/** What a success answers; `undefined` for nothing. */
export type AnswerOf<M extends Verb, P extends PathOf<M>> =
  Contract[M][P] extends KnownRoute<infer _M, infer _P, unknown, unknown, infer A>
    ? { [S in keyof A & Success]: Told<A[S]> }[keyof A & Success]
    : never
