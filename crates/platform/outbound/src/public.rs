use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 blocks that are not of the public Internet, with the length of their prefix.
///
/// Source: IANA's registry of special-purpose addresses (RFC 6890), the few globally reachable ones of `192.0.0.0/24`
/// left out too, and one address outside it that reaches the platform of a cloud from within.
const CLOSED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // Metadata of most clouds: 169.254.169.254.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast, reserved, broadcast.
    (Ipv4Addr::new(224, 0, 0, 0), 3),
    // Azure's platform: public by its number only.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];

/// The IPv6 addresses given out: all others are closed, private and link-local ones among them.
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Blocks of [`GLOBAL_V6`] that are closed nevertheless: protocols (Teredo, ORCHID), documentation, and 6to4, whose
/// addresses hold any IPv4 address.
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// How a network without IPv4 writes the IPv4 addresses of others (NAT64, RFC 6052).
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether an address is one of the public Internet; of an IPv4 address written as IPv6 (`::ffff:10.0.0.1`, or
/// `64:ff9b::10.0.0.1`), whether that IPv4 address is.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !CLOSED_V4.iter().any(|block| is_within_v4(ip, *block)),
        IpAddr::V6(ip) => match inner(ip) {
            Some(ip) => is_public(ip.into()),
            None => is_within_v6(ip, GLOBAL_V6) && !CLOSED_V6.iter().any(|block| is_within_v6(ip, *block)),
        },
    }
}

/// The IPv4 address that an IPv6 address stands for.
fn inner(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let translated =
        || is_within_v6(ip, NAT64).then(|| Ipv4Addr::from_bits((ip.to_bits() & 0xffff_ffff) as u32));
    ip.to_ipv4_mapped().or_else(translated)
}

pub(crate) fn is_within_v4(ip: Ipv4Addr, (block, length): (Ipv4Addr, u32)) -> bool {
    (ip.to_bits() ^ block.to_bits()).leading_zeros() >= length
}

pub(crate) fn is_within_v6(ip: Ipv6Addr, (block, length): (Ipv6Addr, u32)) -> bool {
    (ip.to_bits() ^ block.to_bits()).leading_zeros() >= length
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_closed_block_is_closed_from_its_first_to_its_last_address() {
        for (first, last) in [
            ("0.0.0.0", "0.255.255.255"),
            ("10.0.0.0", "10.255.255.255"),
            ("100.64.0.0", "100.127.255.255"),
            ("127.0.0.0", "127.255.255.255"),
            ("168.63.129.16", "168.63.129.16"),
            ("169.254.0.0", "169.254.255.255"),
            ("172.16.0.0", "172.31.255.255"),
            ("192.0.0.0", "192.0.0.255"),
            ("192.0.2.0", "192.0.2.255"),
            ("192.88.99.0", "192.88.99.255"),
            ("192.168.0.0", "192.168.255.255"),
            ("198.18.0.0", "198.19.255.255"),
            ("198.51.100.0", "198.51.100.255"),
            ("203.0.113.0", "203.0.113.255"),
            ("224.0.0.0", "255.255.255.255"),
        ] {
            let (first, last): (Ipv4Addr, Ipv4Addr) = (first.parse().unwrap(), last.parse().unwrap());
            let (before, after) = (first.to_bits().checked_sub(1), last.to_bits().checked_add(1));
            assert!(!is_public(first.into()) && !is_public(last.into()), "{first} to {last}");
            for open in before.into_iter().chain(after).map(Ipv4Addr::from_bits) {
                assert!(is_public(open.into()), "{open}, beside {first} to {last}");
            }
        }
    }

    #[test]
    fn each_way_of_writing_an_inner_address_is_seen_through() {
        for closed in [
            "::",
            "::1",
            "::7f00:1",
            "::ffff:0:0",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:0:127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::7f00:1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:808:808::1",
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(closed.parse().unwrap()), "{closed}");
        }
        for open in [
            "1.1.1.1",
            "192.0.1.1",
            "2001:200::1",
            "2606:4700:4700::1111",
            "2a01:e00::1",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
        ] {
            assert!(is_public(open.parse().unwrap()), "{open}");
        }
    }

    proptest! {
        #[test]
        fn an_address_is_judged_alike_however_it_is_written(bits: u32) {
            let ip = Ipv4Addr::from_bits(bits);
            let want = is_public(ip.into());
            prop_assert_eq!(is_public(ip.to_ipv6_mapped().into()), want);
            prop_assert_eq!(is_public(Ipv6Addr::from_bits(NAT64.0.to_bits() | u128::from(bits)).into()), want);
        }

        #[test]
        fn what_the_standard_library_calls_private_is_closed(bits: u32, long: u128) {
            let ip = Ipv4Addr::from_bits(bits);
            if ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast()
                || ip.is_documentation() || ip.is_broadcast() || ip.is_unspecified()
            {
                prop_assert!(!is_public(ip.into()));
            }
            let ip = Ipv6Addr::from_bits(long);
            if ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast() || ip.is_loopback() {
                prop_assert!(!is_public(ip.into()));
            }
        }
    }
}
