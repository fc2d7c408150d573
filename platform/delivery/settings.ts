/** How this deployment sends; what is absent is not used. */
export interface DeliverySettings {
  readonly mail?:
    | {
        /** `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. */
        readonly server: string;
        /** From whom: an address, with or without a name. */
        readonly from: string;
        /** Most mails a minute, over all servers of the program. */
        readonly perMinute: number;
      }
    | undefined;
  /** Webhooks may go to private addresses and without encryption: for endpoints in the authority's own network. */
  readonly privateWebhooks?: boolean | undefined;
  /** Until an endpoint must have answered, in milliseconds; ten seconds by default. */
  readonly webhookTimeoutMs?: number | undefined;
}
