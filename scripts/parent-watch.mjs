// Loaded before the program: when the starter (npm start, npx zhijian) is killed, the program must not live on unseen.
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
