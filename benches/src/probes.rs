//! Probes: a round of looks over all procedures, pages a minute in a real Chromium, times against planted delays.

use parvis_browser::{Browser, Settings};
use parvis_kernel::{Clock, Id, Locale, SystemClock, SystemRng};
use parvis_outbound::{Allowed, VisitSettings, Visitor};
use parvis_probes::watch::Watch;
use parvis_probes::watch::hours::Hours;
use parvis_probes::{Eyes, Prober};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use url::Url;

use crate::report::{Report, quantile};

/// Procedures of the national list.
const PROCEDURES: u8 = 229;

pub fn run(report: &mut Report) {
    round(report);
    delays(report);
    let runtime = Runtime::new().unwrap();
    let small = serve(Ipv4Addr::LOCALHOST, Answer::Page(small_page()));
    pages(report, &runtime, "small", small, 60, 200.0);
    let heavy = serve(Ipv4Addr::LOCALHOST, Answer::Page(heavy_page()));
    pages(report, &runtime, "heavy", heavy, 20, 60.0);
}

/// What a server of this machine does with each request.
#[derive(Clone)]
enum Answer {
    Page(String),
    Late(Duration),
    Fails,
}

/// A server on an address of its own: to the probes, a host.
fn serve(at: Ipv4Addr, answer: Answer) -> SocketAddr {
    let listener = TcpListener::bind((at, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let answer = answer.clone();
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let (status, page) = match answer {
                    Answer::Page(page) => (200, page),
                    Answer::Late(delay) => {
                        std::thread::sleep(delay);
                        (200, String::from("ok"))
                    }
                    Answer::Fails => (503, String::from("non")),
                };
                let head = format!(
                    "HTTP/1.1 {status} -\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    page.len()
                );
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(page.as_bytes());
            });
        }
    });
    address
}

fn loopback() -> Vec<Allowed> {
    vec!["127.0.0.0/8".parse().unwrap()]
}

/// A look at each procedure, on hosts of their own: one in ten takes three seconds, one in twenty fails, one in twenty is
/// not there.
fn round(report: &mut Report) {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let watch = |n: u8| {
        let at = Ipv4Addr::new(127, 0, 1, n);
        let address = match n % 20 {
            0 => serve(at, Answer::Fails),
            1 => SocketAddr::from((at, 9)),
            2 | 3 => serve(at, Answer::Late(Duration::from_secs(3))),
            _ => serve(at, Answer::Page("ok".into())),
        };
        Watch {
            id: Id::new(&*clock, &SystemRng),
            procedure: Id::new(&*clock, &SystemRng),
            url: format!("http://{address}/"),
            every: 5,
            hours: Hours::ALWAYS,
            since: clock.now(),
            ended_at: None,
        }
    };
    let watches: Vec<Watch> = (1..=PROCEDURES).map(watch).collect();
    let prober = Prober::new(loopback(), "Parvis-Probe/bench".into(), "ici".into(), Arc::clone(&clock));
    let begun = Instant::now();
    let (mut looks, mut failed) = (0, 0);
    prober
        .looks(watches, clock.now() + Duration::from_secs(600), |look| {
            looks += 1;
            failed += usize::from(look.failure.is_some());
        })
        .unwrap();
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(looks, usize::from(PROCEDURES));
    let what = format!("a round of {PROCEDURES} looks, {failed} of them failures tried twice");
    report.goal(&what, format!("{took:.1} s"), "≤ 60 s", took <= 60.0);
}

/// The time of the first byte against the delay that the server plants.
fn delays(report: &mut Report) {
    let runtime = Runtime::new().unwrap();
    let settings = VisitSettings { allowed: loopback(), ..VisitSettings::default() };
    let visitor = Visitor::new(settings);
    for planted in [50, 200, 800] {
        let address = serve(Ipv4Addr::LOCALHOST, Answer::Late(Duration::from_millis(planted)));
        let url: Url = format!("http://{address}/").parse().unwrap();
        let mut seen: Vec<f64> = (0..10)
            .map(|_| {
                let visit = runtime.block_on(visitor.get(&url));
                visit.last().unwrap().timings.first_byte.unwrap().as_secs_f64() * 1000.0
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
        let ratio = quantile(&mut seen, 0.5) / planted as f64;
        let met = (0.9..=1.1).contains(&ratio);
        report.goal(
            &format!("first byte, {planted} ms planted"),
            format!("× {ratio:.3}"),
            "× 0.9 to 1.1",
            met,
        );
    }
}

/// Reads one page again and again in two browsers, as many as cores.
fn pages(report: &mut Report, runtime: &Runtime, kind: &str, address: SocketAddr, n: u32, goal: f64) {
    const BROWSERS: u32 = 2;
    let url: Url = format!("http://{address}/").parse().unwrap();
    let eyes = || async {
        let settings = Settings { allowed: loopback(), ..Settings::default() };
        let browser = Some(Browser::launch(settings).await.unwrap());
        let visitor = Visitor::new(VisitSettings { allowed: loopback(), ..VisitSettings::default() });
        Eyes { visitor, browser, locale: Locale::Fr }
    };
    let (took, cpu) = runtime.block_on(async {
        let (one, two) = tokio::join!(eyes(), eyes());
        // The first page of a browser makes it ready.
        tokio::join!(read(&one, &url), read(&two, &url));
        let (before, begun) = (processor(), Instant::now());
        let some = |eyes: Eyes| async {
            for _ in 0..n / BROWSERS {
                read(&eyes, &url).await;
            }
            eyes
        };
        let kept = tokio::join!(some(one), some(two));
        let figures = (begun.elapsed().as_secs_f64(), processor() - before);
        drop(kept);
        figures
    });
    let (a_minute, each) = (f64::from(n) / took * 60.0, cpu / f64::from(n));
    let what = format!("{kind} pages a minute, all rules, {BROWSERS} browsers");
    report.goal(&what, format!("{a_minute:.0}"), &format!("≥ {goal:.0}"), a_minute >= goal);
    report.note(&format!("processor for a {kind} page, Chromium's included"), format!("{each:.2} s"));
    let peak = resident();
    report.goal(
        &format!("memory beside Chromium's, after {kind} pages"),
        format!("{peak} MiB"),
        "≤ 400 MiB",
        peak <= 400,
    );
}

async fn read(eyes: &Eyes, url: &Url) {
    let read = eyes.read(url, SystemClock.now()).await;
    assert_eq!(read.report.browser.unwrap().missed, None);
}

/// Seconds of processor of this process and of all that it started, ended ones too.
fn processor() -> f64 {
    let mut own = vec![std::process::id()];
    let stat = |pid: u32| std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // After the name in brackets: state, parent, …, and from the twelfth on utime, stime, cutime, cstime.
    let fields = |pid: u32| -> Option<Vec<u64>> {
        let text = stat(pid);
        let rest = text.rsplit_once(')')?.1;
        Some(rest.split_whitespace().skip(1).map(|field| field.parse().unwrap_or(0)).collect())
    };
    let all: Vec<(u32, Vec<u64>)> = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, fields(pid)?)))
        .collect();
    let mut next = 0;
    while let Some(pid) = own.get(next).copied() {
        own.extend(
            all.iter().filter(|(_, fields)| fields.first() == Some(&u64::from(pid))).map(|(pid, _)| *pid),
        );
        next += 1;
    }
    let ticks: u64 = all
        .iter()
        .filter(|(pid, _)| own.contains(pid))
        .map(|(_, fields)| fields.iter().skip(10).take(4).sum::<u64>())
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "hundredths of a second")]
    let seconds = ticks as f64 / 100.0;
    seconds
}

/// The most memory that this process had, in MiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

fn small_page() -> String {
    "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
     <title>Changer de prénom</title></head><body><header role=\"banner\"><a href=\"#contenu\">Aller au contenu</a></header>\
     <main role=\"main\" id=\"contenu\"><h1>Changer de prénom</h1><p>Vous pouvez le demander à votre mairie.</p>\
     <form action=\"/suite\"><p><label for=\"nom\">Nom (obligatoire)</label> <input id=\"nom\" name=\"nom\" required \
     autocomplete=\"family-name\"></p><p><button>Continuer</button></p></form></main></body></html>"
        .into()
}

/// Three thousand elements, a table of 200 rows, a hundred links, styles and a script.
fn heavy_page() -> String {
    let mut page = small_page().replace(
        "</head>",
        "<style>p{margin:1rem 0}td{border:1px solid}.a{color:#111}</style><script>window.x=[];for(let i=0;i<1e5;i++)x.push(i)</script></head>",
    );
    let mut more = String::new();
    for n in 0..800 {
        let _ = write!(
            more,
            "<section><h2>Partie {n}</h2><p class=\"a\">Un texte de la partie {n}, avec <strong>ce qui compte</strong>.</p></section>"
        );
    }
    more.push_str("<table><caption>Les villes</caption><tr><th scope=\"col\">Ville</th><th scope=\"col\">Nombre</th></tr>");
    for n in 0..200 {
        let _ = write!(more, "<tr><th scope=\"row\">Ville {n}</th><td>{n}</td></tr>");
    }
    more.push_str("</table><ul>");
    for n in 0..100 {
        let _ = write!(more, "<li><a href=\"/ville/{n}\">Les démarches de la ville {n}</a></li>");
    }
    more.push_str("</ul>");
    let at = page.find("</main>").unwrap();
    page.insert_str(at, &more);
    page
}
