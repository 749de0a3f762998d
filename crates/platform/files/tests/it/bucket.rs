//! A bucket of a real S3 server, which checks the signature of each request.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use parvis_files::{Error, Files, Keep, Owner, S3Settings};
use parvis_kernel::{Clock, SystemClock, SystemRng};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::Ordering;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::{PDF, World, files, on_each_engine};

const SECRET: &str = "not-so-secret";

/// A server whose only bucket, `parvis`, is a folder.
struct Server {
    address: SocketAddr,
    folder: tempfile::TempDir,
    _runtime: Runtime,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("parvis")).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single("parvis-key", SECRET));
        let service = service.build().into_shared();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let server = auto::Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { address, folder, _runtime: runtime }
    }

    fn files(&self, bucket: &str, secret: &str) -> Files {
        let settings = S3Settings {
            endpoint: format!("http://{}", self.address).parse().unwrap(),
            region: "eu-west-1".to_owned(),
            bucket: bucket.to_owned(),
            path_style: true,
            key: "parvis-key".to_owned(),
            secret: secret.to_owned(),
        };
        assert!(!format!("{settings:?}").contains(SECRET));
        files(Keep::S3(settings), None)
    }

    fn objects(&self) -> usize {
        let is_object =
            |path: &Path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
        let all = std::fs::read_dir(self.folder.path().join("parvis")).unwrap();
        all.filter(|entry| is_object(&entry.as_ref().unwrap().path())).count()
    }
}

fn attached(world: &World, files: &Files) -> Result<parvis_kernel::Id, Error> {
    let received = files.receive(&world.pool, "a.pdf", PDF, &SystemClock, &SystemRng)?;
    world.write(|db| files.attach(db, &received, &Owner::new("proof", "1"), &SystemClock, &SystemRng));
    Ok(received.id)
}

#[test]
fn a_bucket_keeps_gives_back_and_erases() {
    let server = Server::start();
    on_each_engine(None, |world| {
        // The store's clock is the machine's: what is signed is good for five minutes.
        world.clock.0.store(SystemClock.now().micros(), Ordering::SeqCst);
        let files = server.files("parvis", SECRET);
        files.reach(SystemClock.now()).unwrap();
        assert!(!files.holds_any(SystemClock.now()).unwrap());
        let id = attached(world, &files).unwrap();
        assert!(server.objects() == 1 && files.holds_any(SystemClock.now()).unwrap());
        // What a backup takes and puts back.
        let bytes = files.copy_out(&world.find(id).unwrap(), SystemClock.now()).unwrap();
        files.take_back(id, SystemClock.now()).unwrap();
        files.put_back(id, &bytes, SystemClock.now()).unwrap();
        let open = || files.open(world.find(id).unwrap(), SystemClock.now());
        assert_eq!(open().unwrap().bytes, PDF);
        let file = world.find(id).unwrap();
        assert!(world.write(|db| files.remove(db, id, &world.clock, &SystemRng)));
        assert!(world.run_as(&files).is_empty());
        assert_eq!(server.objects(), 0);
        assert!(matches!(files.open(file, SystemClock.now()), Err(Error::Damaged)));
    });
}

#[test]
fn a_wrong_key_and_a_wrong_clock_are_refused() {
    let server = Server::start();
    on_each_engine(None, |world| {
        let shut = server.files("parvis", "other");
        assert!(matches!(attached(world, &shut), Err(Error::Depot(_))));
        assert!(matches!(shut.reach(SystemClock.now()), Err(Error::Depot(_))), "told before it is needed");
        let files = server.files("parvis", SECRET);
        let file = world.find(attached(world, &files).unwrap()).unwrap();
        // What was signed long ago is not good any more.
        let early = "2020-01-01T00:00:00Z".parse().unwrap();
        assert!(matches!(files.open(file, early), Err(Error::Depot(_))));
    });
}
