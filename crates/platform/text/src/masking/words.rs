//! Words that are no names, as the plain text writes them.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Never part of a name, even with a capital: small words, greetings, titles and offices, parts of a form.
const NEVER: &str = "\
     a afin ai ainsi alors apres as assez au aucun aucune aupres aussi autre autres aux avait avant avec avez avoir \
     avons beaucoup bien bientot bonjour bonsoir bravo c ca car ce ceci cela celle celui ces cet cette chacun chaque \
     chez ci comme comment contre cordialement d dans de dehors deja depuis des donc dont du elle elles en encore \
     enfin ensuite entre environ es est et etaient etait ete etes etre eu eux faire fait faut fois font grace hier \
     hors ici il ils impossible j jamais je jusqu jusque l la lors lorsque lui m ma mais malgre mal me meme merci \
     mes moi moins mon n ne ni non nos notre nous nouveau nouvelle on ont or ou oui par parce parfois pas pendant \
     personne peu peut plus plusieurs point pour pourquoi pourtant pouvez pres puis puisque qu quand que quel quelle \
     quelqu qui quoi rien s sa sans sauf se selon sera seront ses seul seule si sinon son sont sous souvent suis sur \
     t ta te tel telle tes toi ton toujours tous tout toute toutes tres trop tu un une vers voici voila vos votre \
     vous vraiment vu y x \
     madame mesdames mademoiselle monsieur messieurs mme mmes mlle mr mm docteur dr maitre professeur pr \
     adjoint adjointe administrateur agent agente agents ambassadeur assistant assistante avocat avocate caissier \
     chancelier chef cheffe citoyen citoyenne commandant commissaire comptable conseil conseiller conseillere \
     consul consule controleur controleuse delegue deleguee depute deputee directeur directrice famille gendarme \
     gestionnaire gouverneur greffier greffiere guichetiere hotesse huissier inspecteur inspectrice instructeur \
     instructrice juge juriste maire mairesse mediateur mediatrice medecin ministre notaire officier percepteur \
     policier prefet prefete premier premiere president presidente procureur procureure receveur recteur rectrice \
     representant representante responsable secretaire senateur senatrice sous-prefet sous-prefete superviseur \
     technicien tresorier tresoriere tuteur tutrice usager usagere vice-president vice-presidente \
     accueil adresse aide annexe appel article assurance attente avis banque bureau caisse carte cedex centre cerfa \
     champ champs cnil code compte contact courrier date demande demarche departement direction document dossier \
     email equipe espace etat fax formulaire guichet hopital hotel internet justice lettre ligne liste loi lycee \
     mail mairie maison message ministere mission mutuelle naissance nom numero objet obligatoire organisme page \
     piece plateforme pole sarl sas sasu eurl sci ets etablissement etablissements entreprise portail poste prefecture prenom prefectures question ref reference refus region \
     republique reponse securite service services siege signature site social sociale societe solidarite standard \
     sujet suivi telephone titre titres travail tribunal tresor urgent ville virement";

/// Public bodies, offices on the net and places that stand where a name may stand.
const PUBLIC: &str = "\
     aah ademe adie afpa agirc ags ameli anah ants apl ars arrco ase assedic bdf bnp caf cnaf carsat ccas cdad cdas \
     cerfa chu cmu cnam cnav cned cpam crous dares ddfip dgfip dila drfip edf emploi engie europe \
     fgao fongecif france franceconnect francetravail gendarmerie impots insee inpi kbis matmut macif maif mdph \
     msa nir ofii ofpra oms onacvg pajemploi paris lyon marseille pacs pmi police prefon pronote puma rsa rsi sdis \
     securite sip sie smic sncf spa ratp tisf uber unedic urssaf vitale numerique renov civil civile europeenne \
     francaise francais national nationale departemental departementale municipal municipale regional regionale \
     public publique general generale principal principale sante retraite logement famille enfance intercommunale";

/// In small letters these are words of a sentence rather than names.
const COMMON: &str = "\
     absent absente accueillant accueillante adorable agreable aimable allemand ancien ancienne anglais appelle \
     appris arrogant arrogante attend attendait attendent aveugle bloque bloquee bonne bon bonnes bons charmant \
     charmante cher chere clair claire competent competente complet complete concerne concernee content contente \
     coupe courte correct decede decedee demande demandait demandent deborde debordee dit dis disait diplome \
     disponible dois doit donne dure efficace enceinte encaisse enregistre enregistree epuise epuisee erronee errone \
     excellent excellente existe expliquer explique faux fausse ferme fermee formidable francais francaise gentil \
     gentille grand grande handicape handicapee hospitalise hospitalisee inadmissible incompetent incompetente \
     inconnu inconnue incorrect incorrecte introuvable jeune joignable longtemps long longue malade malentendant \
     marche mauvais mauvaise mecontent mecontente merveilleuse merveilleux mieux mineur mineure nul nulle odieux \
     odieuse parfait parfaite parle parti partie patient patiente pense perdu perdue petit petite possible prend \
     propre pris prit propose raccroche recevez recois recu refuse refusee repond repondent reponde reste retraite \
     retraitee sait seul seule sourd sourde svp sympa sympathique telephone tient trouve va vais valide vient veux \
     veut vieux vieille voir voulait vit handicapes malvoyant malvoyante inscrit inscrite tres-bien nee ne veuve veuf \
     voisin voisine mari femme fils fille mere pere frere soeur epoux epouse enfant enfants fait autiste dyslexique \
     rose marine claire pierre reine olive violette victoire max clement regis iris jade elif \
     jai jsuis chui chuis jsui jhabite jvoudrais jvais jvoulais jattends jattend jen jy jaimerais cest ces sa ya \
     tjs tjrs toujour pcq pck pk pq mtn dsl bjr slt bsr rdv svpl mrc bcp qd qui quil quel nai jamai \
     etudiant etudiante interne present presente affiche apparait change comporte contient manque trop marie mariee \
     divorce divorcee ecrit ecrite remplie rempli obligatoire invalide different differente cours jour jours an ans \
     mois heure heures ok bah ben bref desole desolee pardon stp rappelez appelez contactez habite vis viens ecris \
     souhaite souhaitez voudrais aimerais contacte cherche essaie essaye travaille suivie tombe panne";

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// Whether a word is never part of a name.
pub fn is_never_a_name(word: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| &set(NEVER) | &set(PUBLIC));
    SET.contains(word)
}

/// Whether a word in small letters belongs to the sentence.
pub fn is_common(word: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(COMMON));
    SET.contains(word) || is_never_a_name(word)
}

/// Whether what follows is a public place that bears a name: `rue Victor Hugo`.
pub fn is_a_place(word: &str) -> bool {
    matches!(
        word,
        "rue"
            | "avenue"
            | "av"
            | "boulevard"
            | "bd"
            | "place"
            | "square"
            | "quai"
            | "allee"
            | "impasse"
            | "chemin"
            | "cours"
            | "pont"
            | "esplanade"
            | "passage"
            | "route"
            | "ecole"
            | "college"
            | "lycee"
            | "universite"
            | "campus"
            | "institut"
            | "hopital"
            | "clinique"
            | "centre"
            | "maison"
            | "mediatheque"
            | "bibliotheque"
            | "espace"
            | "salle"
            | "stade"
            | "gymnase"
            | "piscine"
            | "theatre"
            | "musee"
            | "gare"
            | "station"
            | "metro"
            | "arret"
            | "aeroport"
            | "residence"
            | "cite"
            | "quartier"
            | "parc"
            | "fondation"
            | "prix"
            | "loi"
            | "plan"
            | "creche"
            | "foyer"
            | "ehpad"
            | "porte"
            | "tour"
            | "faculte"
            | "fac"
            | "amphi"
            | "association"
            | "societe"
            | "entreprise"
            | "sarl"
            | "sas"
            | "eurl"
            | "sci"
            | "ets"
            | "etablissements"
            | "cabinet"
            | "garage"
            | "boulangerie"
            | "pharmacie"
            | "restaurant"
            | "ville"
            | "commune"
            | "village"
            | "batiment"
            | "tramway"
            | "tram"
            | "bus"
    )
}
