import type { Vouched } from './vouching.ts';

/** A chat identity. `address` is where personal messages to it go: opaque, made by the adapter, like all ids here. */
export type Account = {
  platform: string;
  workspace: string;
  userId: string;
  address: string;
  name?: string;
  email?: string;
  /** Who stands behind the e-mail. Without it nothing is said of that, and the e-mail names nobody. */
  vouched?: Vouched;
  /** IANA time zone, where the platform says: promises are told in it. */
  zone?: string;
  /** Address of a picture of the person that everybody on this platform may see. */
  photo?: string;
};
