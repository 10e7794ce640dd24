// Loaded before a desk: a machine whose clock is an hour behind.
const TrueDate = Date;
const now = () => TrueDate.now() - 3_600_000;
globalThis.Date = class extends TrueDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [now()]));
  }
  static now() {
    return now();
  }
};
