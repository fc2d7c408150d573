/** Something that happened in a room and that others may care about. The type carries its version: `spot-checks/results-final@1`. */
export interface Fact<Type extends string = string, Payload = unknown> {
  readonly id: string;
  readonly type: Type;
  readonly payload: Payload;
}
