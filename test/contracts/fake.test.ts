import { fakeChat } from '../support/fake-chat.ts';
import { chatPortContract } from './chat-port.ts';

chatPortContract('the fake chat', async () => {
  const now = () => new Date('2026-06-01T14:00:00Z');
  const [ana, lee] = ['ana@state.example', 'lee@state.example'] as const;
  const chat = fakeChat({ now, emails: [ana, lee] });
  const account = (email: string) => ({
    platform: 'fake',
    workspace: 'test',
    userId: email,
    address: email,
    email,
    name: email.split('@')[0] ?? '',
  });
  return {
    port: chat,
    people: [account(ana), account(lee)],
    unknownEmail: 'nobody@state.example',
    now,
    seen: async (address) => chat.seen(address),
    write: async (address, text) => void (await chat.write(address, text)),
    close: () => chat.stop(),
  };
});
